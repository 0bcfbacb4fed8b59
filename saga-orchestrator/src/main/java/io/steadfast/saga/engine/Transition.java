package io.steadfast.saga.engine;

import java.util.List;
import java.util.Optional;

/**
 * What one decision leads to; all of it is to be written in one transaction.
 *
 * @param saga the saga as it is from now on; the same as before if nothing changed
 */
public record Transition<D>(Saga<D> saga, List<Command> commands, List<JournalEntry> journal) {

    public Transition {
        commands = List.copyOf(commands);
        journal = List.copyOf(journal);
    }

    /** Why nothing changed, if nothing did. */
    public Optional<String> ignoredBecause() {
        return journal.stream()
                .filter(entry -> entry.event() == JournalEvent.IGNORED)
                .map(entry -> String.valueOf(entry.detail().get("why")))
                .findFirst();
    }
}
