package io.greenroom.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final String METRICS =
            """
            # TYPE greenroom_build_info gauge
            greenroom_build_info{build="1f2e3d",version="0.1.0"} 1.0
            greenroom_degraded{reason="kafka"} 1.0
            greenroom_degraded{reason="mail"} 0.0
            greenroom_dead_letters_undecided 2.0
            greenroom_outbox_waiting NaN
            kafka_consumer_fetch_manager_records_lag{client_id="a",partition="0",topic="grading.grades"} 3.0
            kafka_consumer_fetch_manager_records_lag{client_id="a",partition="1",topic="grading.grades"} 4.0
            kafka_consumer_fetch_manager_records_lag{client_id="a",partition="1",topic="grading_grades"} 4.0
            kafka_consumer_fetch_manager_records_lag{client_id="b",partition="0",topic="catalog.plans"} 0.0
            kafka_consumer_fetch_manager_records_lag{client_id="b",partition="1",topic="catalog.plans"} NaN
            """;

    @Test
    void readsWhatRunsAndWhatItLacks() {
        Figures figures = Figures.read("session-service", METRICS, List.of());

        assertThat(figures)
                .isEqualTo(
                        new Figures(
                                "session-service",
                                "0.1.0",
                                "1f2e3d",
                                List.of("kafka"),
                                Map.of("grading.grades", 7L),
                                2,
                                0,
                                0,
                                List.of()));
    }

    @Test
    void countsTroubleInEitherFormOfTheLogAndShowsTheLastOfIt() {
        List<String> log =
                List.of(
                        "2026-11-22 17:00:00,001 WARN  [i.g.p.Relay] (main)  one",
                        "2026-11-22 17:00:01,001 INFO  [i.g.p.Relay] (main)  about an ERROR of"
                                + " others",
                        "{\"timestamp\":\"2026-11-22T17:00:02Z\",\"level\":\"ERROR\",\"logger\":\"x\",\"message\":\"two\"}",
                        "{\"timestamp\":\"2026-11-22T17:00:02Z\",\"level\":\"INFO\",\"logger\":\"x\",\"message\":\"no\"}",
                        "{\"half a line",
                        "2026-11-22 17:00:03,001 ERROR [i.g.p.Relay] (main)  three",
                        "2026-11-22 17:00:04,001 WARN  [i.g.p.Relay] (main)  four");

        Figures figures = Figures.read("session-service", METRICS, log);

        assertThat(figures.errors()).isEqualTo(2);
        assertThat(figures.warnings()).isEqualTo(2);
        assertThat(figures.lastErrors())
                .containsExactly(
                        "2026-11-22T17:00:02Z ERROR [x] two",
                        "2026-11-22 17:00:03,001 ERROR [i.g.p.Relay] (main)  three",
                        "2026-11-22 17:00:04,001 WARN  [i.g.p.Relay] (main)  four");
    }
}
