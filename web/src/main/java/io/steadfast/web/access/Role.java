package io.steadfast.web.access;

/** Names of the roles, as Spring Security's {@code hasRole} takes them. */
public final class Role {

    /** Reads. */
    public static final String VIEWER = "VIEWER";

    /** Reads and acts. */
    public static final String OPERATOR = "OPERATOR";

    private Role() {}
}
