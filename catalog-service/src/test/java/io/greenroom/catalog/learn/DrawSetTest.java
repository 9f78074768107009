package io.greenroom.catalog.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.question.QuestionContent.Level;
import io.greenroom.catalog.question.QuestionContent.LevelRange;
import io.greenroom.catalog.question.QuestionSummary;
import io.greenroom.catalog.question.Round;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawSetTest {
    /** Each seed makes another catalog, another time at hand and another size. */
    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itFitsHasNoRepetitionAndLeavesNoTimeForAnotherQuestion(long seed) {
        var random = new Random(seed);
        var candidates = candidates(random);
        int minutes = 1 + random.nextInt(180);
        int size = 1 + random.nextInt(12);

        var drawn = DrawSet.draw(candidates, minutes, size);

        assertThat(drawn).hasSizeLessThanOrEqualTo(size).doesNotHaveDuplicates();
        assertThat(candidates).containsAll(drawn);
        int taken = drawn.stream().mapToInt(QuestionSummary::minutes).sum();
        assertThat(taken).isLessThanOrEqualTo(minutes);
        if (drawn.size() < size) {
            assertThat(candidates)
                    .filteredOn(candidate -> !drawn.contains(candidate))
                    .allSatisfy(
                            candidate ->
                                    assertThat(taken + candidate.minutes()).isGreaterThan(minutes));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameOrderDrawsTheSameSet(long seed) {
        var random = new Random(seed);
        var candidates = candidates(random);
        int minutes = 1 + random.nextInt(180);

        assertThat(DrawSet.draw(candidates, minutes, 6))
                .isEqualTo(DrawSet.draw(List.copyOf(candidates), minutes, 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noTopicComesTwiceAsLongAsThereAreOthers(long seed) {
        var random = new Random(seed);
        int topics = 1 + random.nextInt(8);
        var candidates =
                new ArrayList<>(
                        IntStream.range(0, topics * 3)
                                .mapToObj(i -> question(i, 10, List.of("topic-" + i % topics)))
                                .toList());
        Collections.shuffle(candidates, random);
        int size = 1 + random.nextInt(topics);

        var drawn = DrawSet.draw(candidates, Integer.MAX_VALUE, size);

        assertThat(drawn)
                .hasSize(size)
                .extracting(question -> question.topics().getFirst())
                .doesNotHaveDuplicates();
    }

    @Test
    void aFewQuestionsFillALongTimeWithLongOnes() {
        var candidates =
                List.of(
                        question(1, 5, List.of("a")),
                        question(2, 5, List.of("b")),
                        question(3, 30, List.of("c")),
                        question(4, 25, List.of("d")));

        assertThat(DrawSet.draw(candidates, 60, 2))
                .extracting(QuestionSummary::id)
                .containsExactlyInAnyOrder("q3", "q4");
    }

    @Test
    void aRoundIsFilledEvenIfItsTimeIsTooShort() {
        var candidates =
                List.of(
                        question(1, 40, List.of("a")),
                        question(2, 30, List.of("b")),
                        question(3, 50, List.of("c")));

        assertThat(PracticeLoop.draw(candidates, 45, 2))
                .extracting(QuestionSummary::id)
                .hasSize(2)
                .contains("q2");
    }

    private static List<QuestionSummary> candidates(Random random) {
        int number = random.nextInt(60);
        return IntStream.range(0, number)
                .mapToObj(
                        i -> {
                            var topics = new HashSet<String>();
                            for (int t = 0; t <= random.nextInt(4); t++) {
                                topics.add("topic-" + random.nextInt(12));
                            }
                            return question(i, 3 + random.nextInt(50), List.copyOf(topics));
                        })
                .toList();
    }

    private static QuestionSummary question(int number, int minutes, List<String> topics) {
        return new QuestionSummary(
                "q" + number,
                "q" + number,
                1,
                "Question " + number,
                Round.DOMAIN,
                topics,
                new LevelRange(Level.L4, Level.L6),
                3,
                minutes,
                "text",
                List.of(),
                "");
    }
}
