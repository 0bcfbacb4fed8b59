package io.steadfast.local.process;

/** Whether a process runs. */
public final class Liveness {

    private Liveness() {}

    /**
     * False for one that has ended although nobody took note of it: in a container the first process may never do so,
     * and it keeps its number. Such a process has no program any more.
     */
    public static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
