package io.steadfast.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackPortsTest {

    @Test
    void theDocumentedPortsAreTheDefault() {
        assertThat(StackPorts.from(Map.of())).isEqualTo(new StackPorts(8081, 8082, 8083, 15432, 15673, 15674));
    }

    @Test
    void eachPortHasItsVariable() {
        var environment = Map.of(
                "STEADFAST_ORDER_PORT", "1",
                "STEADFAST_INVENTORY_PORT", "2",
                "STEADFAST_ORCHESTRATOR_PORT", "3",
                "STEADFAST_POSTGRES_PORT", "4",
                "STEADFAST_AMQP_PORT", "5",
                "STEADFAST_RABBITMQ_MANAGEMENT_PORT", "6");

        assertThat(StackPorts.from(environment)).isEqualTo(new StackPorts(1, 2, 3, 4, 5, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "eighty", "80 81"})
    void whatIsNoPortIsNamedWithItsVariable(String value) {
        assertThatThrownBy(() -> StackPorts.from(Map.of("STEADFAST_AMQP_PORT", value)))
                .hasMessageContaining("STEADFAST_AMQP_PORT")
                .hasMessageContaining(value);
    }
}
