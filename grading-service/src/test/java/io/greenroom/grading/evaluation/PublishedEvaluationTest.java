package io.greenroom.grading.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.embedded.SharedGrader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What admins are shown of the grader's agreement with people is about this grader. */
class PublishedEvaluationTest {
    /** What must be reached on questions that the grader has not seen: least r, greatest RMSE. */
    private static final Map<String, double[]> FLOORS =
            Map.of(
                    "mohler", new double[] {0.54, 0.190},
                    "nn_exam", new double[] {0.45, 0.290},
                    "saf_en", new double[] {0.40, 0.265});

    @Test
    void theFiguresBelongToTheParametersThatGrade() throws IOException {
        var published =
                new ObjectMapper()
                        .readTree(
                                PublishedEvaluation.file(SharedGrader.GRADER.info().version())
                                        .toFile());

        var provenance = published.get("provenance");
        assertThat(provenance.get("sha256").asText())
                .isEqualTo(PublishedEvaluation.digest(provenance.get("parameters").asText()));
        assertThat(published.get("measuredOn").asText()).isNotBlank();
    }

    @Test
    void theFiguresHoldTheFloors() throws IOException {
        var rows = new LinkedHashMap<String, double[]>();
        new ObjectMapper()
                .readTree(PublishedEvaluation.file(SharedGrader.GRADER.info().version()).toFile())
                .get("datasets")
                .forEach(
                        row ->
                                rows.put(
                                        row.get("name").asText(),
                                        new double[] {
                                            row.get("pearson").get("value").asDouble(),
                                            row.get("rmse").get("value").asDouble()
                                        }));

        assertThat(rows).containsOnlyKeys(FLOORS.keySet());
        FLOORS.forEach(
                (name, floor) -> {
                    assertThat(Objects.requireNonNull(rows.get(name))[0])
                            .as(name)
                            .isGreaterThanOrEqualTo(floor[0]);
                    assertThat(Objects.requireNonNull(rows.get(name))[1])
                            .as(name)
                            .isLessThanOrEqualTo(floor[1]);
                });
    }
}
