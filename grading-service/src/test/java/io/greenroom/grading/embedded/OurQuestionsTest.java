package io.greenroom.grading.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded grader on the questions of this repository: sanity, not a measure of quality. */
class OurQuestionsTest {
    private record Ours(Question question, List<String> topics, String answer, boolean code) {}

    private static final GradeAnswer GRADING =
            new GradeAnswer(
                    new Guard(),
                    EmbeddedGrader.create(
                            Executors.newFixedThreadPool(
                                    2, Thread.ofPlatform().daemon().factory())),
                    Clock.systemUTC());
    private static final List<Ours> ALL = new ArrayList<>();

    @BeforeAll
    static void readsThePacks() throws IOException {
        var yaml = new YAMLMapper();
        try (var files = Files.walk(Path.of("../content/questions"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
                for (var question : yaml.readTree(file.toFile()).get("questions")) {
                    ALL.add(ours(question));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        assertThat(ALL).isNotEmpty();
    }

    @Test
    void everyStrongAnswerIsGradedAsStrong() {
        for (var ours : ALL) {
            var grade = graded(ours, ours.answer());

            assertThat(grade.score()).as(ours.question().id()).isGreaterThanOrEqualTo(75);
            assertThat(grade.redFlags()).as(ours.question().id()).isEmpty();
            assertThat(grade.notices()).as(ours.question().id()).isEmpty();
        }
    }

    /** Without the strong answer to lean on, technical ones are still found by their meaning. */
    @Test
    void aTechnicalAnswerIsFoundByTheRubricAlone() {
        var scores = new ArrayList<Integer>();
        for (var ours : ALL) {
            if (!ours.question().id().startsWith("behavioral-")) {
                scores.add(graded(withoutStrongAnswer(ours), ours.answer()).score());
            }
        }
        Collections.sort(scores);

        assertThat(scores.get(scores.size() / 2)).isGreaterThanOrEqualTo(75);
        assertThat(scores.get(scores.size() / 10)).isGreaterThanOrEqualTo(55);
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() {
        var scores = new ArrayList<Integer>();
        for (int i = 0; i < ALL.size(); i++) {
            // Every fourth pair, spread evenly, is enough.
            for (int j = i % 4; j < ALL.size(); j += 4) {
                // Questions that share a topic rightly share some of the answer.
                if (Collections.disjoint(ALL.get(i).topics(), ALL.get(j).topics())) {
                    scores.add(graded(ALL.get(i), ALL.get(j).answer()).score());
                }
            }
        }
        Collections.sort(scores);

        assertThat(scores).isNotEmpty();
        assertThat(scores.stream().mapToInt(score -> score).average().orElseThrow()).isLessThan(6);
        assertThat(scores.get((int) (0.98 * (scores.size() - 1)))).isLessThanOrEqualTo(20);
        assertThat(scores.getLast()).isLessThanOrEqualTo(35);
    }

    @Test
    void theQuestionGivenBackOrNothingEarnsNothing() {
        for (var ours : ALL) {
            assertThat(graded(ours, ours.question().prompt()).score())
                    .as(ours.question().id())
                    .isLessThanOrEqualTo(20);
            assertThat(graded(ours, "I don't know.").score()).isZero();
        }
    }

    @Test
    void halfAnAnswerEarnsLess() {
        var less = new HashSet<String>();
        for (var ours : ALL) {
            var paragraphs = ours.answer().split("\n\n");
            var half = new StringBuilder();
            for (int i = 0; i < paragraphs.length; i += 2) {
                half.append(paragraphs[i]).append("\n\n");
            }
            if (graded(ours, half.toString()).score() < graded(ours, ours.answer()).score()) {
                less.add(ours.question().id());
            }
        }

        assertThat(less.size()).isGreaterThanOrEqualTo((int) (0.95 * ALL.size()));
    }

    private static Grade graded(Ours ours, String text) {
        var outcome =
                GRADING.grade(
                        ours.question(),
                        new Answer(
                                text,
                                ours.code() ? AnswerLanguage.PYTHON : AnswerLanguage.MARKDOWN));
        return switch (outcome) {
            case GradingOutcome.Graded graded -> graded.grade();
            case GradingOutcome.InReview doubtful -> doubtful.grade();
            case GradingOutcome.NotGraded none -> throw new AssertionError(none.detail());
        };
    }

    private static Ours withoutStrongAnswer(Ours ours) {
        var question = ours.question();
        return new Ours(
                new Question(
                        question.id(),
                        question.version() + 1,
                        question.title(),
                        question.prompt(),
                        question.starterCode(),
                        question.criteria(),
                        question.redFlags(),
                        ""),
                ours.topics(),
                ours.answer(),
                ours.code());
    }

    private static Ours ours(JsonNode node) {
        var criteria = new ArrayList<Criterion>();
        for (var criterion : node.get("rubric").get("criteria")) {
            criteria.add(
                    new Criterion(
                            criterion.get("id").asText(),
                            criterion.get("title").asText(),
                            criterion.get("weight").asInt(),
                            texts(criterion.get("indicators")),
                            IntStream.rangeClosed(0, 4)
                                    .mapToObj(i -> criterion.get("levels").get("" + i).asText())
                                    .toList()));
        }
        var flags = new ArrayList<RedFlag>();
        for (var flag : node.get("redFlags")) {
            flags.add(
                    new RedFlag(
                            flag.get("id").asText(),
                            flag.get("title").asText(),
                            RedFlag.Severity.valueOf(upper(flag.get("severity"))),
                            flag.get("cap").asInt(),
                            RedFlag.Kind.valueOf(upper(flag.get("kind"))),
                            flag.get("description").asText(),
                            texts(flag.get("signals"))));
        }
        return new Ours(
                new Question(
                        node.get("id").asText(),
                        1,
                        node.get("title").asText(),
                        node.get("prompt").asText(),
                        node.path("starterCode").asText(""),
                        criteria,
                        flags,
                        node.get("strongAnswer").asText()),
                texts(node.get("topics")),
                node.get("strongAnswer").asText(),
                node.get("answerFormat").asText().equals("code"));
    }

    private static String upper(JsonNode node) {
        return node.asText().toUpperCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
