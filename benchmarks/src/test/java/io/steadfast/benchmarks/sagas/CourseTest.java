package io.steadfast.benchmarks.sagas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void growthIsThatOfTheSecondHalf() {
        assertThat(course(0, 500, 900, 1_000, 1_000, 1_000).growth()).isZero();
        assertThat(course(0, 0, 0, 10, 20, 30).growth()).isCloseTo(10, within(1e-9));
    }

    @Test
    void slopeIsOfTheNearestLine() {
        assertThat(Course.slope(new double[] {5})).isZero();
        assertThat(Course.slope(new double[] {1, 3, 2, 4})).isCloseTo(0.8, within(1e-9));
    }

    private static Course course(double... open) {
        List<Course.Second> seconds = IntStream.range(0, open.length)
                .mapToObj(n -> new Course.Second(100, 100, open[n], 1, 2))
                .toList();
        return new Course(seconds, 1, 2, 3, 4);
    }
}
