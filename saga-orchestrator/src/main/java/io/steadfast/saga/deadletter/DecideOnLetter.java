package io.steadfast.saga.deadletter;

import io.steadfast.saga.action.ActionOutcome;
import io.steadfast.saga.action.ActionRequest;
import io.steadfast.saga.action.AdminActions;
import io.steadfast.saga.operation.BulkAction;
import io.steadfast.saga.operation.ItemOutcome;
import io.steadfast.saga.operation.Mandate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** Does with one dead letter what an operator has decided. The decision, its record and its answer are one transaction. */
@Component
class DecideOnLetter {

    private final DeadLetterTable letters;
    private final ReplayLetters replay;
    private final FindDeadLetters find;
    private final AdminActions actions;
    private final JsonMapper json;

    DecideOnLetter(
            DeadLetterTable letters,
            ReplayLetters replay,
            FindDeadLetters find,
            AdminActions actions,
            JsonMapper json) {
        this.letters = letters;
        this.replay = replay;
        this.find = find;
        this.actions = actions;
        this.json = json;
    }

    /** @throws ResponseStatusException if there is no such letter, unless this very request was answered while there was */
    @Transactional
    public ActionOutcome replay(UUID id, ActionRequest request) {
        return decide(id, request, this::replayed);
    }

    /** @throws ResponseStatusException as above */
    @Transactional
    public ActionOutcome discard(UUID id, ActionRequest request) {
        return decide(id, request, this::discarded);
    }

    private ItemOutcome replayed(UUID id, Mandate by) {
        var letter = new BulkAction.Target(id, null);
        return Objects.requireNonNull(replay.act(List.of(letter), by).get(id));
    }

    private ItemOutcome discarded(UUID id, Mandate by) {
        Optional<String> refusal = letters.lock(List.of(id)).stream()
                .findFirst()
                .map(LockedLetter::alreadyDecided)
                .orElseThrow(DeadLetterController::notFound);
        if (refusal.isPresent()) {
            return ItemOutcome.failed(refusal.get());
        }
        letters.decide(List.of(id), LetterStatus.DISCARDED, by);
        return ItemOutcome.done("discarded");
    }

    private ActionOutcome decide(UUID id, ActionRequest request, BiFunction<UUID, Mandate, ItemOutcome> decision) {
        var by = new Mandate(request.actor(), request.reason());
        return actions.once(request, () -> answer(id, decision.apply(id, by)));
    }

    private ActionOutcome answer(UUID id, ItemOutcome outcome) {
        DeadLetterOverview now = find.byId(id).orElseThrow(DeadLetterController::notFound);
        return outcome.isDone()
                ? ActionOutcome.accepted(outcome.text(), json.valueToTree(now))
                : ActionOutcome.refused(outcome.text(), json.valueToTree(Map.of("letterStatus", now.status())));
    }
}
