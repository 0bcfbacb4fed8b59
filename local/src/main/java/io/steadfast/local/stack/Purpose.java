package io.steadfast.local.stack;

/** What a system is started for, which decides what its services are made quick for. */
public enum Purpose {
    /** Work: its services run for long, so they are compiled as well as can be. */
    SERVICE,
    /** Tests: its services are soon ready and soon gone. */
    TEST
}
