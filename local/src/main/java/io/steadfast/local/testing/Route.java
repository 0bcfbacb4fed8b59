package io.steadfast.local.testing;

/** A method and a path pattern that a service answers to. */
record Route(String method, String pattern) {

    /** A path that the pattern stands for. */
    String path() {
        return pattern.replaceAll("\\{[^/]*}", "x").replace("**", "x").replace("*", "");
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
