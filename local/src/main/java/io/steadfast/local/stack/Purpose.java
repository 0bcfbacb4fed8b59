package io.steadfast.local.stack;

/** What a system is started for, which decides what its services may take longer for. */
public enum Purpose {
    /** Work: its services run for long, so they are compiled as well as can be. */
    SERVICE,
    /** One test: soon ready and soon gone. */
    TEST,
    /** Tests that start its services again and again, so that their first start may take longer for the others. */
    RESTARTS
}
