package io.steadfast.saga.deadletter;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.steadfast.messaging.outbox.MessageTooLargeException;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import io.steadfast.saga.operation.BulkAction;
import io.steadfast.saga.operation.ItemOutcome;
import io.steadfast.saga.operation.Mandate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends dead letters again, byte by byte and with their ids, to the queues in which they died: with the commit that
 * closes them, and so once, however many want it at the same time.
 */
@Component
class ReplayLetters implements BulkAction {

    static final String KIND = "replay-dead-letters";

    private final DeadLetterTable letters;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Set<String> queues;

    ReplayLetters(DeadLetterTable letters, Outbox outbox, JsonMapper json, Wire wire) {
        this.letters = letters;
        this.outbox = outbox;
        this.json = json;
        // The queue of dead letters has no bindings. What lies there comes here.
        this.queues = wire.queues().stream()
                .filter(queue -> !queue.bindings().isEmpty())
                .map(QueueType::name)
                .collect(toUnmodifiableSet());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<UUID, ItemOutcome> act(List<Target> targets, Mandate by) {
        Map<UUID, ItemOutcome> outcomes = new HashMap<>();
        targets.forEach(
                letter -> outcomes.put(letter.id(), ItemOutcome.failed("there is no such dead letter any more")));
        List<UUID> replayed = new ArrayList<>();
        for (LockedLetter letter : letters.lock(List.copyOf(outcomes.keySet()))) {
            Optional<String> refusal =
                    letter.alreadyDecided().or(() -> unknownQueue(letter)).or(() -> notSent(letter));
            if (refusal.isEmpty()) {
                replayed.add(letter.id());
            }
            outcomes.put(
                    letter.id(),
                    refusal.map(ItemOutcome::failed)
                            .orElseGet(() -> ItemOutcome.done("replayed to " + letter.queue())));
        }
        letters.decide(replayed, LetterStatus.REPLAYED, by);
        return outcomes;
    }

    /** Where it died is what its headers said, and those anyone can write. */
    private Optional<String> unknownQueue(LockedLetter letter) {
        return queues.contains(letter.queue())
                ? Optional.empty()
                : Optional.of("it died in %s, which is no queue of ours".formatted(letter.queue()));
    }

    /** Appends it to the outbox, or says why that cannot be. */
    private Optional<String> notSent(LockedLetter letter) {
        try {
            outbox.append(letter.toReplay(json));
            return Optional.empty();
        } catch (MessageTooLargeException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
