-- Sagas whose steps run alongside each other, that end within a time of their own, and that say why they are stuck.

alter table saga
    add column branches   jsonb,
    add column expires_at timestamptz,
    drop constraint saga_stuck_reason_check,
    add constraint saga_stuck_reason_check check (stuck_reason in ('silent', 'refused', 'parked', 'expired')) not valid;

comment on column saga.step is 'The step or the undo whose command was sent last; of several the first, of a stuck saga the one that made it stuck';
comment on column saga.deadline_at is 'When silence is looked into next, for the nearest of its commands; null for a saga that is stuck or has ended';
comment on column saga.branches is 'All commands that the saga waits for, with their times, where several steps run alongside each other; else null';
comment on column saga.expires_at is 'When the saga as a whole is out of time; null for never, or no more';

create index saga_expired_idx on saga (expires_at) where expires_at is not null;
comment on index saga_expired_idx is 'Which sagas are out of time?';

alter table saga_journal
    drop constraint saga_journal_event_check,
    add constraint saga_journal_event_check check (event in (
        'started', 'sent', 'resent', 'succeeded', 'failed', 'refused', 'cancellation-requested', 'expired',
        'stuck', 'resumed', 'retried', 'skipped', 'completed', 'cancelled', 'ignored')) not valid;

-- What the definitions say of their steps, so that SQL can tell what an operator may do.

create table saga_step (
    type               text    not null,
    definition_version int     not null,
    step               text    not null,
    position           int     not null,
    undo               boolean not null,
    before_pivot       boolean not null,
    skippable          boolean not null,
    primary key (type, definition_version, step)
);

comment on table saga_step is 'The steps of every definition, in the order in which they run; written by the orchestrator at its start';
comment on column saga_step.undo is 'It undoes another step';
comment on column saga_step.before_pivot is 'A saga in it can still turn back';
comment on column saga_step.skippable is 'An operator may skip it when it is stuck';

create view saga_situation as
select s.id as saga_id, s.status, why.reason,
       concat_ws(' ',
           case why.reason
               when 'completed' then 'Completed: every step succeeded.'
               when 'cancelled' then format('Cancelled: all that was or may have been done is undone (%s).', s.undo_reason)
               when 'expired' then format('Out of time in %s: %s, and it cannot turn back any more.', said.step, s.last_error)
               when 'parked' then format(
                   'The command of %s can never be sent as it is: %s. Mend the cause; a retry sends it anew.',
                   said.step, coalesce(waiting.parked_because, s.last_error))
               when 'not-published' then format(
                   'The command of %s has waited in the outbox since %s%s. Is the broker up? Meanwhile its time does not count.',
                   said.step, said.in_outbox_since, ': ' || waiting.last_error)
               when 'refused' then format('The participant refused %s: %s.', said.step, s.last_error)
               when 'undo-failed' then format('The undo %s was refused: %s.', s.step, s.last_error)
               when 'dead-lettered' then format(
                   'The participant could not handle the command of %s: %s (dead letter %s of queue %s).',
                   said.step, coalesce(letter.error, letter.reason), letter.id, letter.queue)
               when 'silent' then format(
                   'No answer to %s, sent %s times, last at %s. Its participant %s.',
                   said.step, s.attempt, said.commanded_at, said.last_reply)
               when 'waiting' then format('Waits for the answer to %s, sent at %s.', said.step, said.commanded_at)
           end,
           case when s.status not in ('completed', 'cancelled') and s.undo_reason is not null
               then format('It is being undone: %s.', s.undo_reason) end,
           case when s.status in ('running', 'compensating') and why.reason <> 'not-published'
               then format('Silence is looked into at %s.', to_char(s.deadline_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS"Z"')) end,
           case when s.branches is not null then format('It waits for %s.', (
               select string_agg(branch ->> 'step', ', ') from jsonb_array_elements(s.branches) branch)) end,
           case when s.status = 'stuck' and why.reason <> 'parked'
               then 'If the answer comes after all it goes on by itself; nothing else waits behind it.' end) as explanation,
       jsonb_strip_nulls(jsonb_build_object(
           'commandId', s.command_id,
           'commandedAt', s.commanded_at,
           'inOutboxSince', waiting.created_at,
           'publishAttempts', waiting.attempts,
           'publishError', waiting.last_error,
           'lastReplyOfStepAt', heard.last_reply_at,
           'deadLetterId', letter.id,
           'deadLetterQueue', letter.queue,
           'deadLetterError', coalesce(letter.error, letter.reason))) as evidence,
       array_remove(array[
           case when s.status = 'stuck' then 'retry' end,
           case when s.status in ('running', 'stuck') and step.before_pivot then 'cancel' end,
           case when s.status = 'stuck' and step.skippable then 'skip' end], null) as allowed_actions
from saga s
     left join saga_step step
         on step.type = s.type and step.definition_version = s.definition_version and step.step = s.step
     left join lateral (
         select mine.created_at, mine.attempts, mine.last_error,
                (select coalesce(parked.last_error, 'no error given')
                 from outbox parked
                 where parked.aggregate_id = s.business_key and parked.parked_at is not null and parked.id <= mine.id
                 order by parked.id
                 limit 1) as parked_because
         from outbox mine
         where s.finished_at is null and mine.aggregate_id = s.business_key and mine.message_id = s.command_id
         limit 1) waiting on true
     left join lateral (
         select d.id, d.queue, d.reason, d.error
         from dead_letter d
         where s.finished_at is null and d.order_id = s.business_key and d.status = 'open' and d.message_id in (
             select j.message_id::text
             from saga_journal j
             where j.saga_id = s.id and j.step = s.step and j.event in ('sent', 'resent'))
         order by d.died_at desc
         limit 1) letter on true
     left join lateral (
         select max(a.last_reply_at) as last_reply_at
         from saga_step_activity a
         where s.finished_at is null and a.type = s.type and a.step = s.step) heard on true
     cross join lateral (
         select case
             when s.finished_at is not null then s.status
             when s.stuck_reason = 'expired' then 'expired'
             when s.stuck_reason = 'parked' or waiting.parked_because is not null then 'parked'
             when s.stuck_reason = 'refused' and step.undo then 'undo-failed'
             when s.stuck_reason = 'refused' then 'refused'
             when waiting.created_at is not null then 'not-published'
             when letter.id is not null then 'dead-lettered'
             when s.stuck_reason = 'silent' or s.attempt > 1 then 'silent'
             else 'waiting' end as reason) why
     cross join lateral (
         select s.step || case when step.undo then ', an undo' else '' end as step,
                to_char(s.commanded_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS"Z"') as commanded_at,
                to_char(waiting.created_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS"Z"') as in_outbox_since,
                coalesce(
                    'answered this step last at ' || to_char(heard.last_reply_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS"Z"'),
                    'has answered this step for nobody in the last day') as last_reply) said;

comment on view saga_situation is 'Every saga: why it is where it is, in a word and in a sentence, the evidence, and what an operator may do';

create or replace view stuck_sagas as
select s.id as saga_id, s.business_key as order_id, s.step, s.stuck_since, s.attempt as attempts, now.reason,
       s.last_error, now.allowed_actions, now.explanation
from saga s
     join saga_situation now on now.saga_id = s.id
where s.status = 'stuck';

comment on view stuck_sagas is 'Sagas that wait for an answer or an operator: why, in a word and in a sentence, and what the operator may do';

grant select on saga_situation to saga_reader;
