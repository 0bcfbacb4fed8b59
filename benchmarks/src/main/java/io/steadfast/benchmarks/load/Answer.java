package io.steadfast.benchmarks.load;

/** What became of a request. */
public enum Answer {
    /** It did what was asked. */
    ACCEPTED,
    /** Refused with 503, for the time being. */
    SHED,
    FAILED
}
