package io.greenroom.session.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.platform.testing.Contracts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoreTest {
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
    void liesOnTheScaleOfPractice(JsonNode example) {
        var criteria = new ArrayList<Rubric.Criterion>();
        var levels = new HashMap<String, Integer>();
        for (var one : example.get("criteria")) {
            var id = "c" + criteria.size();
            criteria.add(new Rubric.Criterion(id, id, one.get("weight").asInt(), null));
            levels.put(id, one.get("level").asInt());
        }
        var flags = new ArrayList<Rubric.RedFlag>();
        for (var cap : example.get("caps")) {
            var id = "f" + flags.size();
            flags.add(new Rubric.RedFlag(id, id, "major", cap.asInt()));
        }

        var score =
                Score.of(
                        new Rubric(criteria, flags),
                        levels,
                        flags.stream().map(Rubric.RedFlag::id).toList());

        assertThat(score).hasValue(example.get("score").asInt());
        assertThat(Band.of(score.getAsInt()).wire()).isEqualTo(example.get("band").asText());
    }

    @Test
    void whatWasNotSeenCountsNeitherForNorAgainst() {
        assertThat(Score.of(Cards.RUBRIC, Map.of("stability", 3, "axis", 3), List.of()))
                .hasValue(75);
    }

    @Test
    void thereIsNoScoreWhenLittleWasSeen() {
        assertThat(Score.of(Cards.RUBRIC, Map.of("axis", 4), List.of())).isEmpty();
    }

    @Test
    void aHigherLevelNeverLowersAScoreAndAFlagNeverRaisesIt() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            var levels = new HashMap<String, Integer>();
            for (var criterion : Cards.RUBRIC.criteria()) {
                if (random.nextInt(4) > 0) {
                    levels.put(criterion.id(), random.nextInt(5));
                }
            }
            var score = Score.of(Cards.RUBRIC, levels, List.of());
            if (score.isEmpty()) {
                continue;
            }
            assertThat(score.getAsInt()).isBetween(0, 100);
            var flagged = Score.of(Cards.RUBRIC, levels, List.of("no-max"));
            assertThat(flagged.getAsInt()).isEqualTo(Math.min(50, score.getAsInt()));
            for (var id : List.copyOf(levels.keySet())) {
                if (levels.getOrDefault(id, 4) < 4) {
                    var better = new HashMap<>(levels);
                    better.merge(id, 1, Integer::sum);
                    assertThat(Score.of(Cards.RUBRIC, better, List.of()).getAsInt())
                            .isGreaterThanOrEqualTo(score.getAsInt());
                }
            }
        }
    }

    @Test
    void aSessionsScoreIsTheMeanByTime() {
        assertThat(Score.mean(List.of(new Score.Weighted(90, 10), new Score.Weighted(60, 20))))
                .hasValue(70);
        assertThat(Score.mean(List.of())).isEmpty();
    }
}
