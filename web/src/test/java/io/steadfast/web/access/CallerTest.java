package io.steadfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static final Predicate<String> USERS = Set.of("operator", "viewer")::contains;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0",
        "2001:db8:1:2::7, 2001:db8:1:2:0:0:0:0",
        "fe80:0:0:0:1:2:3:4%eth0, fe80:0:0:0:0:0:0:0",
        "::ffff:192.0.2.1, 192.0.2.1",
        "unknown, unknown",
        "proxy:80, proxy:80",
        "1:2, 1:2"
    })
    void allAddressesOfAnIpv6NetworkAreOne(String address, String network) {
        assertThat(Caller.of(address, "operator", USERS).network()).isEqualTo(network);
    }

    @Test
    void allNamesThatNobodyHasAreOne() {
        assertThat(Caller.of("192.0.2.1", "Viewer", USERS).user()).isEqualTo("viewer");
        assertThat(Caller.of("192.0.2.1", "eve", USERS))
                .isEqualTo(Caller.of("192.0.2.1", "mallory", USERS))
                .isNotEqualTo(Caller.of("192.0.2.1", "operator", USERS));
    }
}
