package io.steadfast.saga.engine;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SagaStatusTest {

    @ParameterizedTest
    @CsvSource({
        "COMPLETED,RUNNING",
        "COMPLETED,CANCELLED",
        "CANCELLED,COMPENSATING",
        "COMPENSATING,RUNNING",
        "COMPENSATING,COMPLETED",
        "RUNNING,CANCELLED"
    })
    void someWaysAreClosed(SagaStatus from, SagaStatus to) {
        assertThatIllegalStateException().isThrownBy(() -> from.to(to));
    }
}
