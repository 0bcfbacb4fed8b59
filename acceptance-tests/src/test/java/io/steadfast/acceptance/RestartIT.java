package io.steadfast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Service;
import io.steadfast.acceptance.system.Steadfast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a first start leaves behind makes the next one quick. */
@RunningStack
class RestartIT {

    private final Steadfast steadfast;

    RestartIT(Steadfast steadfast) {
        this.steadfast = steadfast;
    }

    @ParameterizedTest
    @EnumSource
    void serviceThatStartsAgainMapsItsClassesInsteadOfLoadingThem(Service service) throws IOException {
        steadfast.awaitCalm();
        var process = steadfast.process(service);

        process.stop();
        process.start();

        try (var maps = Files.lines(Path.of("/proc/" + process.pid() + "/maps"))) {
            assertThat(maps).anyMatch(line -> line.contains(process.name()) && line.endsWith(".jsa"));
        }
    }
}
