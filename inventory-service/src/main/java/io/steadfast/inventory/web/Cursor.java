package io.steadfast.inventory.web;

import io.steadfast.web.problem.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page ended, opaque to callers. */
final class Cursor {

    private Cursor() {}

    static String after(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The id after which the page begins; empty, which is before all ids, without a cursor. */
    static String decoded(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            byte[] id = Base64.getUrlDecoder().decode(cursor);
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(id))
                    .toString();
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            // answered below
        }
        throw new InvalidRequestException("cursor", "must be the next of a page before");
    }
}
