package io.greenroom.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreMeasuredValues() {
        Latencies latencies =
                new Latencies(
                        IntStream.rangeClosed(1, 100).mapToObj(value -> 101.0 - value).toList());

        assertThat(latencies.percentile(0.5)).isEqualTo(50);
        assertThat(latencies.percentile(0.99)).isEqualTo(99);
        assertThat(latencies.percentile(1)).isEqualTo(100);
    }

    @Test
    void nothingMeasuredHasNoPercentile() {
        assertThat(new Latencies(List.of()).percentile(0.5)).isNaN();
    }

    @Test
    void oneValueIsEveryPercentile() {
        assertThat(new Latencies(List.of(7.0)))
                .hasToString("p50 7 ms, p90 7 ms, p99 7 ms, max 7 ms");
    }
}
