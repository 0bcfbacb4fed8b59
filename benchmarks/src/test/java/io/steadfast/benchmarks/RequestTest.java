package io.steadfast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.local.broker.BrokerKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("sagas", "relay", "idle"));

    @Test
    void nothingMeansAll() {
        assertThat(parse().names()).containsExactly("sagas", "relay", "idle");
        assertThat(parse("all").names()).containsExactly("sagas", "relay", "idle");
    }

    @Test
    void namesRunOnceAndInTheOrderGiven() {
        assertThat(parse("idle", "sagas", "idle").names()).containsExactly("idle", "sagas");
    }

    @Test
    void optionsStandAnywhere() {
        var options =
                parse("--quick", "sagas", "--rate", "1500", "--embedded-broker").options();
        assertThat(options.quick()).isTrue();
        assertThat(options.rate()).isEqualTo(1500);
        assertThat(options.broker()).isEqualTo(BrokerKind.QPID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed", "--fast", "--rate", "--rate 0", "--rate many", "--minutes -1"})
    void whatIsNotUnderstoodIsNamed(String line) {
        var arguments = line.split(" ");
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining(arguments[0]);
    }

    private static Request parse(String... arguments) {
        return Request.parse(List.of(arguments), KNOWN);
    }
}
