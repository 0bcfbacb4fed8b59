package io.steadfast.web.problem;

/**
 * One entry of a problem's {@code errors}.
 *
 * @param field path of the field as in {@code items[2].quantity}, or name of the parameter; empty for the whole body
 * @param message what it must be, for people
 */
public record WrongField(String field, String message) {}
