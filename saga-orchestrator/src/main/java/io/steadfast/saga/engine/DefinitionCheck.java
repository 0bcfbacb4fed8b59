package io.steadfast.saga.engine;

import io.steadfast.saga.engine.Answer.Meaning;
import io.steadfast.saga.engine.Step.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the contradictions of a definition when it is built, not when a customer's order meets them. */
final class DefinitionCheck {

    private DefinitionCheck() {}

    static <D> void check(String type, List<Step<D>> steps) {
        Set<String> names = new HashSet<>();
        List<Step<D>> stage = new ArrayList<>();
        boolean afterPivot = false;
        for (Step<D> step : steps) {
            require(names.add(step.name()), type, step, "is there twice");
            require(can(step, Meaning.SUCCESS), type, step, "can never succeed");
            if (step.kind() == Kind.UNDO) {
                require(!can(step, Meaning.FAILURE), type, step, "undoes, and what undoes must not fail");
                require(step.undoneBy() == null, type, step, "undoes, and what undoes is not undone");
                require(!step.isConditional(), type, step, "undoes, and runs whenever its step may have been done");
                continue;
            }
            require(!afterPivot || step.kind() != Kind.PIVOT, type, step, "is a second pivot");
            require(step.kind() != Kind.PIVOT || !step.isConditional(), type, step, "decides, and cannot be left out");
            require(!afterPivot || !can(step, Meaning.FAILURE), type, step, "may fail after the pivot");
            afterPivot |= step.kind() == Kind.PIVOT;
            require(!afterPivot || step.undoneBy() == null, type, step, "is undone, but from the pivot on nothing is");
            checkStage(type, stage, step);
        }
        if (stage.isEmpty()) {
            throw new IllegalArgumentException(type + " has no step");
        }
    }

    /** Collects in {@code stage} the steps that run at the same time. */
    private static <D> void checkStage(String type, List<Step<D>> stage, Step<D> step) {
        if (!step.rules().alongside()) {
            stage.clear();
        } else {
            require(!stage.isEmpty(), type, step, "runs alongside nothing");
            for (Step<D> other : stage) {
                require(other.kind() != Kind.PIVOT, type, step, "runs alongside the pivot, which decides alone");
                require(
                        !isMistakenFor(step, other),
                        type,
                        step,
                        "cannot be told from " + other.name() + " by its answers");
            }
        }
        stage.add(step);
    }

    private static boolean isMistakenFor(Step<?> step, Step<?> other) {
        return step.answers().stream()
                .anyMatch(answer -> other.answers().stream()
                        .anyMatch(same -> isSame(same.type(), answer.type())
                                && (same.condition() == null || answer.condition() == null)));
    }

    private static boolean isSame(Class<?> a, Class<?> b) {
        return a.isAssignableFrom(b) || b.isAssignableFrom(a);
    }

    private static boolean can(Step<?> step, Meaning meaning) {
        return step.answers().stream().anyMatch(answer -> answer.meaning() == meaning);
    }

    private static void require(boolean condition, String type, Step<?> step, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException(type + ": step " + step.name() + " " + complaint);
        }
    }
}
