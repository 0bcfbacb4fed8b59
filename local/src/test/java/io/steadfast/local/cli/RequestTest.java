package io.steadfast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    @Test
    void nothingMeansEverythingWithSampleOrders() {
        assertThat(parse("")).isEqualTo(new Request.Run(false, false, true, false));
    }

    @Test
    void optionsMayBeCombined() {
        assertThat(parse("--once --fresh --no-demo --embedded-broker"))
                .isEqualTo(new Request.Run(true, true, false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "stop", "stop broker", "start postgres", "restart order-service"})
    void commandsArePassedOnAsTheyAre(String command) {
        assertThat(parse(command)).isEqualTo(new Request.Ask(List.of(command.split(" "))));
    }

    @Test
    void aQueryIsOneArgument() {
        assertThat(Request.parse(List.of("sql", "select 1"))).isEqualTo(new Request.Sql("select 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "status --help"})
    void helpGoesFirst(String arguments) {
        assertThat(parse(arguments)).isEqualTo(new Request.Help());
    }

    @ParameterizedTest
    @CsvSource({
        "--twice, --twice",
        "frobnicate, frobnicate",
        "--once status, status",
        "status now, now",
        "stop kafka, kafka",
        "start, needs a service",
        "restart, needs a service",
        "sql, needs a query",
        "sql select 1, 1",
    })
    void whatIsNotUnderstoodIsNamed(String arguments, String named) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining(named);
    }

    @Test
    void anUnknownServiceIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> parse("stop kafka"))
                .hasMessageContaining("order-service, inventory-service, saga-orchestrator, broker, postgres");
    }

    private static Request parse(String arguments) {
        return Request.parse(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
    }
}
