package io.steadfast.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Who tries to log in, as far as slowing them down is concerned.
 *
 * @param network the address; of IPv6 the first 64 bits, since whoever has one of these addresses has all of them
 * @param user the user's name in the spelling that it is configured with, or nothing for all names that nobody has, so
 *     that nobody gets another try, or more memory, by making names up
 */
record Caller(String network, String user) {

    /** What is written as an IPv6 address, and is never looked up as a name. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    static Caller of(String address, String name, Predicate<String> users) {
        // User names are found in any case.
        String user = name.toLowerCase(Locale.ROOT);
        return new Caller(network(address), users.test(user) ? user : "");
    }

    private static String network(String address) {
        String withoutZone = address.split("%", 2)[0];
        if (!IPV6.matcher(withoutZone).matches()) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(withoutZone).getAddress();
            for (int i = Long.BYTES; i < bytes.length; i++) {
                bytes[i] = 0;
            }
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
