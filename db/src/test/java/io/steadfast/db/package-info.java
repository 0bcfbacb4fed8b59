/** What the database promises whoever reads it: roles, views, audits, ready queries. */
@NullMarked
package io.steadfast.db;

import org.jspecify.annotations.NullMarked;
