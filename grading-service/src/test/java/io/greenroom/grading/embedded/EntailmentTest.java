package io.greenroom.grading.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.ReviewReason;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.grading.testsupport.TinyEntailmentModel;
import io.greenroom.grading.testsupport.TinyEntailmentModel.Output;
import io.greenroom.grading.testsupport.TinyEntailmentModel.Rule;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a stronger model is asked and used. The models here know a handful of words. */
class EntailmentTest {
    private static final Executor EXECUTOR =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private static final Reader READER = new Reader(EXECUTOR);
    private static final EmbeddedGrader ALONE = grader((Entailment) null);
    private static final String PREFIX = "greenroom.grading.embedded.entailment.";

    private static final String SHIFT =
            "Indeed I take the largest entry of every row away before calling exp.";
    private static final String REST =
            "Then the exponentials are summed over one dimension and everything is divided by it.";
    private static final String ANSWER = SHIFT + " " + REST;

    /** "indeed" in a sentence shows what speaks of a maximum, "hardly" contradicts it. */
    private static final Output ENTAILMENT =
            new Output(0, List.of(new Rule("indeed", "maximum", 12)));

    private static final Output CONTRADICTION =
            new Output(0, List.of(new Rule("hardly", "maximum", 12)));
    private static final Output NEUTRAL = new Output(6, List.of());

    @TempDir Path directory;

    @BeforeEach
    void writesTheTokenizer() throws IOException {
        TinyEntailmentModel.tokenizer(directory);
    }

    @Test
    void aCrossEncoderSaysHowFarEachIndicatorIsShown() throws IOException {
        var assessment = assess(grader(Map.of("model", crossEncoder(), "weight", "1")), ANSWER);

        var stability = assessment.verdicts().getFirst();
        assertThat(stability.estimate()).isCloseTo(2, within(0.02));
        assertThat(stability.quotes()).containsExactly(SHIFT);
        assertThat(stability.missing()).containsExactly(Fixtures.STABILITY.indicators().get(1));
        assertThat(assessment.verdicts().get(1).estimate()).isCloseTo(0, within(0.02));
        assertThat(assessment.flags()).isEmpty();
    }

    @Test
    void itsWordAndTheBlendsAreWeighed() throws IOException {
        double alone = estimate(ALONE, ANSWER);
        var model = crossEncoder();
        double with = estimate(grader(Map.of("model", model, "weight", "1")), ANSWER);
        double half = estimate(grader(Map.of("model", model)), ANSWER);

        assertThat(half).isCloseTo((alone + with) / 2, within(0.001)).isNotEqualTo(with);
    }

    @Test
    void anNliModelsOutputsAreReadByTheirNames() throws IOException {
        var inOrder = model("nli.onnx", CONTRADICTION, ENTAILMENT, NEUTRAL);
        var labels = "contradiction,entailment,neutral";
        var other = model("other.onnx", ENTAILMENT, NEUTRAL, CONTRADICTION);
        Files.writeString(
                directory.resolve("config.json"),
                """
                {"id2label": {"0": "ENTAILMENT", "2": "contradiction", "1": "Neutral"}}
                """);

        double named = estimate(nli(inOrder, labels), ANSWER);

        assertThat(named).isCloseTo(2, within(0.05));
        assertThat(estimate(grader(Map.of("model", other, "weight", "1")), ANSWER))
                .isEqualTo(named);
        assertThat(estimate(nli(inOrder, "entailment,contradiction,neutral"), ANSWER))
                .isLessThan(0.1);
    }

    @Test
    void whatContradictsGoesToAPersonAndCounts() throws IOException {
        var contrary =
                "Hardly is the row maximum subtracted from the scores before exponentiating.";
        var model = model("nli.onnx", CONTRADICTION, ENTAILMENT, NEUTRAL);
        var assessment = assess(nli(model, "contradiction,entailment,neutral"), contrary);

        assertThat(assessment.doubts()).extracting(ReviewReason::code).contains("contradicts");
        assertThat(assess(ALONE, contrary).doubts()).isEmpty();
    }

    @Test
    void aRedFlagThatFollowsFromASentenceIsFoundWithIt() throws IOException {
        var model =
                model(
                        "nli.onnx",
                        CONTRADICTION,
                        new Output(0, List.of(new Rule("indeed", "practice", 12))),
                        NEUTRAL);
        var flags = assess(nli(model, "contradiction,entailment,neutral"), ANSWER).flags();

        assertThat(flags).extracting("redFlagId").containsExactly(Fixtures.NO_SHIFT.id());
        assertThat(flags.getFirst().quotes()).containsExactly(SHIFT);
    }

    /** It takes what speaks of a mistake for the mistake, so it cannot find one alone. */
    @Test
    void aCrossEncoderAloneCommitsNobodyToAMistake() throws IOException {
        var model = model("ce.onnx", new Output(-6, List.of(new Rule("practice", "indeed", 12))));

        assertThat(assess(grader(Map.of("model", model)), ANSWER).flags()).isEmpty();
    }

    @Test
    void programsAreNotForIt() throws IOException {
        var code = "I shift the rows first:\n\n```python\nx = x - x.max(-1, keepdims=True)\n```\n";

        assertThat(estimate(grader(Map.of("model", crossEncoder(), "weight", "1")), code))
                .isEqualTo(estimate(ALONE, code));
    }

    @Test
    void theSameAnswerIsJudgedTheSameByAnyInstance() throws IOException {
        var settings = Map.of("model", crossEncoder());
        var grader = grader(settings);

        assertThat(assess(grader, ANSWER)).isEqualTo(assess(grader, ANSWER));
        assertThat(assess(grader(settings), ANSWER)).isEqualTo(assess(grader, ANSWER));
    }

    @Test
    void aGradeNamesTheModel() throws IOException {
        var grader = grader(Map.of("model", crossEncoder()));
        var outcome =
                new GradeAnswer(new Guard(grader::vectors), grader, Clock.systemUTC())
                        .grade(Fixtures.softmax(), Fixtures.answer(ANSWER));

        var grade =
                switch (outcome) {
                    case GradingOutcome.Graded graded -> graded.grade();
                    case GradingOutcome.InReview doubtful -> doubtful.grade();
                    case GradingOutcome.NotGraded none -> throw new AssertionError(none.detail());
                };
        var named = grade.provenance().grader();
        assertThat(named.model()).matches(".*\\+ce\\.onnx@[0-9a-f]{12}");
        assertThat(named.version()).matches("embedded-\\d+\\+[0-9a-f]{12}");
        assertThat(grader(Map.of("model", crossEncoder(), "weight", "0.6")).info().version())
                .isNotEqualTo(named.version());
    }

    @Test
    void evaluateReadsTheSameSettings() throws IOException {
        var model = crossEncoder();
        System.setProperty(PREFIX + "model", model);
        try {
            assertThat(EmbeddedGrader.ofEnvironment(EXECUTOR).info())
                    .isEqualTo(grader(Map.of("model", model)).info());
        } finally {
            System.clearProperty(PREFIX + "model");
        }
    }

    @Test
    void withoutAModelNothingChanges() {
        assertThat(EmbeddedGrader.ofEnvironment(EXECUTOR).info()).isEqualTo(ALONE.info());
        assertThat(assess(grader(Map.of()), ANSWER)).isEqualTo(assess(ALONE, ANSWER));
    }

    @Test
    void whatIsSetWronglyIsNamed() throws IOException {
        var broken = directory.resolve("broken.onnx");
        Files.writeString(broken, "no model");
        var nli = model("nli.onnx", CONTRADICTION, ENTAILMENT, NEUTRAL);
        var misshapen =
                TinyEntailmentModel.writeMisshapen(directory.resolve("misshapen.onnx")).toString();
        var embeddings = directory.resolve("embeddings.onnx");
        try (var in = Fitted.resource(Reader.BROAD + ".onnx")) {
            Files.copy(in, embeddings);
        }

        assertWrong("model", Map.of("model", directory.resolve("absent.onnx").toString()));
        assertWrong("model", Map.of("model", broken.toString()));
        assertWrong("model", Map.of("model", misshapen));
        assertWrong("model", Map.of("model", embeddings.toString()));
        assertWrong("model", Map.of("labels", "entailment"));
        assertWrong("tokenizer", Map.of("model", nli, "tokenizer", broken.toString()));
        assertWrong("tokenizer", Map.of("model", nli, "tokenizer", "/absent/tokenizer.json"));
        assertWrong("labels", Map.of("model", nli));
        assertWrong("labels", Map.of("model", nli, "labels", "entailment,contradiction"));
        assertWrong("labels", Map.of("model", nli, "labels", "LABEL_0,LABEL_1,LABEL_2"));
        assertWrong("weight", Map.of("model", nli, "weight", "0"));
    }

    private static void assertWrong(String setting, Map<String, String> settings) {
        assertThatThrownBy(() -> grader(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(PREFIX + setting + " ");
    }

    private String crossEncoder() throws IOException {
        // It reads the statement first.
        return model("ce.onnx", new Output(-6, List.of(new Rule("maximum", "indeed", 12))));
    }

    private String model(String name, Output... outputs) throws IOException {
        return TinyEntailmentModel.write(directory.resolve(name), List.of(outputs)).toString();
    }

    private static EmbeddedGrader nli(String model, String labels) {
        return grader(Map.of("model", model, "labels", labels, "weight", "1"));
    }

    private static EmbeddedGrader grader(Map<String, String> settings) {
        var values = new HashMap<String, String>();
        settings.forEach((name, value) -> values.put(PREFIX + name, value));
        var read =
                new SmallRyeConfigBuilder()
                        .withMapping(EntailmentSettings.class)
                        .withDefaultValues(values)
                        .build()
                        .getConfigMapping(EntailmentSettings.class);
        return grader(
                EntailmentModel.load(read)
                        .map(model -> new Entailment(model, EXECUTOR))
                        .orElse(null));
    }

    /** All read with the same models, which take their time to be loaded. */
    private static EmbeddedGrader grader(@Nullable Entailment entailment) {
        return new EmbeddedGrader(
                2,
                READER,
                Calibration.current(),
                Fitted.load("statements-3"),
                Fitted.load("rubrics-2"),
                Relevance.load("relevance-1"),
                entailment);
    }

    private static double estimate(EmbeddedGrader grader, String text) {
        return assess(grader, text).verdicts().getFirst().estimate();
    }

    private static Assessment assess(EmbeddedGrader grader, String text) {
        return grader.assess(Fixtures.softmax(), Fixtures.answer(text));
    }
}
