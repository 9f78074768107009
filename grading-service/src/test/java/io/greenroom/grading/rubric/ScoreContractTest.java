package io.greenroom.grading.rubric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.platform.Slugs;
import io.greenroom.platform.testing.Contracts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever scores comes to the same: session-service is held to the same cases. */
class ScoreContractTest {
    static Stream<JsonNode> cases() throws Exception {
        var cases = new ArrayList<JsonNode>();
        new ObjectMapper()
                .readTree(Contracts.example("grading/score-cases.v1.json"))
                .get("cases")
                .forEach(cases::add);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheContractsScore(JsonNode example) {
        var criteria = new ArrayList<CriterionGrade>();
        for (var one : example.get("criteria")) {
            criteria.add(
                    new CriterionGrade(
                            new Criterion(
                                    "c" + criteria.size(),
                                    "Title",
                                    one.get("weight").asInt(),
                                    List.of("Shows it"),
                                    List.of()),
                            one.get("level").asInt(),
                            1,
                            "",
                            List.of(),
                            List.of()));
        }
        var flags = new ArrayList<FlagGrade>();
        for (var cap : example.get("caps")) {
            flags.add(
                    new FlagGrade(
                            new RedFlag(
                                    "f" + flags.size(),
                                    "Title",
                                    RedFlag.Severity.MAJOR,
                                    cap.asInt(),
                                    RedFlag.Kind.COMMITS,
                                    "",
                                    List.of()),
                            List.of()));
        }

        int score = Score.capped(Score.of(criteria), flags);

        assertThat(score).isEqualTo(example.get("score").asInt());
        assertThat(Slugs.of(Band.of(score))).isEqualTo(example.get("band").asText());
    }
}
