package io.greenroom.catalog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.DraftContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule finds what it is for, at its place, and leaves alone what only looks like it. */
class RubricLintTest {
    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
    private static final RubricLint LINT = new RubricLint(new Meaning());
    private static final KnownIds KNOWN =
            new KnownIds(
                    Set.of("data-quality", "normalization", "optimization", "evaluation"),
                    Set.of("ai-product-startup", "google-deepmind"));

    private static final String FIRST = "/rubric/criteria/0/indicators/0";

    @Test
    void aGoodQuestionHasNoFindings() {
        assertThat(lint(question -> {})).isEmpty();
    }

    static Stream<Arguments> found() {
        return Stream.of(
                error(Rule.MISSING, "/prompt", q -> q.remove("prompt")),
                error(Rule.MISSING, "/title", q -> q.put("title", "  ")),
                error(Rule.MISSING, "/hints", q -> q.putArray("hints").add("Only one hint here.")),
                error(Rule.MISSING, "/redFlags/0/signals", q -> flag(q, 0).putArray("signals")),
                error(Rule.MISSING, "/rubric", q -> q.remove("rubric")),
                error(Rule.FORM, "/difficulty", q -> q.put("difficulty", 6)),
                error(Rule.FORM, "/redFlags/0/severity", q -> flag(q, 0).put("severity", "bad")),
                error(Rule.FORM, "/level", q -> q.withObject("/level").put("min", "L6")),
                error(Rule.FORM, "/codeLanguage", q -> q.put("answerFormat", "code")),
                error(Rule.FORM, "/topics/0", q -> strings(q, "topics").set(0, "Data Quality")),
                error(Rule.REFERENCE, "/references/0/url", q -> url(q, "http://example.org/a")),
                warning(Rule.REFERENCE, "/references/0/url", q -> url(q, "https://bit.ly/3xyz")),
                warning(Rule.REFERENCE, "/references/0/url", q -> url(q, "https://example.org/")),
                error(
                        Rule.TWICE,
                        "/rubric/criteria/1/id",
                        q -> criterion(q, 1).put("id", "definitions")),
                error(Rule.PLACEHOLDER, "/probe", q -> q.put("probe", "TODO: what is scored?")),
                error(
                        Rule.OPEN_CODE_FENCE,
                        "/prompt",
                        q -> q.put("prompt", q.path("prompt").asText() + "\n```python\nx = 1")),
                error(Rule.WEIGHTS, "/rubric/criteria", q -> criterion(q, 0).put("weight", 20)),
                warning(
                        Rule.WEIGHTS,
                        "/rubric/criteria/1/weight",
                        q -> {
                            criterion(q, 0).put("weight", 20);
                            criterion(q, 1).put("weight", 65);
                            criterion(q, 2).put("weight", 15);
                        }),
                error(
                        Rule.MISSING_LEVEL,
                        "/rubric/criteria/1/levels/2",
                        q -> levels(q, 1).remove("2")),
                warning(
                        Rule.LEVEL_ONLY_COUNTS,
                        "/rubric/criteria/0/levels/2",
                        q -> levels(q, 0).put("2", "One or 2 of the three indicators are met.")),
                error(
                        Rule.LEVELS_MISCOUNT,
                        "/rubric/criteria/0/levels/4",
                        q -> levels(q, 0).put("4", "All four indicators are met.")),
                error(
                        Rule.LEVELS_MISCOUNT,
                        "/rubric/criteria/0/levels/3",
                        q -> levels(q, 0).put("3", "Two of the four indicators are met.")),
                error(
                        Rule.LEVELS_DO_NOT_RISE,
                        "/rubric/criteria/1/levels/3",
                        q -> levels(q, 1).put("3", "One indicator is met.")),
                error(
                        Rule.LEVELS_DO_NOT_RISE,
                        "/rubric/criteria/1/levels/1",
                        q -> levels(q, 1).put("1", levels(q, 1).path("0").asText())),
                error(
                        Rule.VAGUE_INDICATOR,
                        FIRST,
                        q -> indicator(q, "Gives a good and clear answer to the question.")),
                warning(
                        Rule.VAGUE_INDICATOR,
                        FIRST,
                        q -> indicator(q, "Shows a deep understanding of normalization.")),
                warning(
                        Rule.VAGUE_INDICATOR,
                        FIRST,
                        q -> indicator(q, "Handles outliers appropriately.")),
                warning(
                        Rule.TWO_IDEAS,
                        FIRST,
                        q ->
                                indicator(
                                        q,
                                        "Says that min-max maps to a fixed range and explains that"
                                                + " outliers squeeze it.")),
                warning(
                        Rule.TWO_IDEAS,
                        FIRST,
                        q ->
                                indicator(
                                        q,
                                        "Says that min-max maps to a range. Computes it for the"
                                                + " example.")),
                warning(
                        Rule.NEGATIVE_INDICATOR,
                        FIRST,
                        q -> indicator(q, "Does not fit the scaler on the test rows.")),
                warning(
                        Rule.LONG_INDICATOR,
                        FIRST,
                        q -> indicator(q, "Says that a feature is scaled, " + "and ".repeat(36))),
                error(
                        Rule.REPEATED_INDICATOR,
                        "/rubric/criteria/0/indicators/1",
                        q -> indicator(q, criterion(q, 0).at("/indicators/1").asText() + " ")),
                warning(
                        Rule.OVERLAPPING_CRITERIA,
                        "/rubric/criteria/2/indicators/2",
                        q ->
                                indicator(
                                        q,
                                        "Fits the scaling on the training data alone and then uses"
                                                + " the same parameters for validation and"
                                                + " production.")),
                warning(
                        Rule.NOT_IN_STRONG_ANSWER,
                        FIRST,
                        q -> indicator(q, "Names the blue whale as the heaviest animal.")),
                warning(
                        Rule.NUMBER_NOT_IN_STRONG_ANSWER,
                        FIRST,
                        q -> indicator(q, "Computes about 0.83 by min-max for age 64.")),
                error(
                        Rule.LEAKED_ANSWER,
                        "/hints/0",
                        q ->
                                strings(q, "hints")
                                        .set(
                                                0,
                                                "Remember: trees are unaffected, because splits"
                                                        + " depend only on the order of values.")),
                warning(
                        Rule.LEAKED_ANSWER,
                        "/hints/1",
                        q ->
                                strings(q, "hints")
                                        .set(
                                                1,
                                                "Standardization subtracts the mean, then it"
                                                        + " divides by standard deviation.")),
                error(
                        Rule.RED_FLAG_CAP,
                        "/redFlags/0/cap",
                        q -> {
                            flag(q, 0).put("cap", 65);
                            flag(q, 1).put("cap", 60);
                        }),
                warning(Rule.RED_FLAG_CAP, "/redFlags/0/cap", q -> flag(q, 0).put("cap", 70)),
                error(
                        Rule.RED_FLAG_IN_STRONG_ANSWER,
                        "/redFlags/0/signals/0",
                        q ->
                                ((ArrayNode) flag(q, 0).path("signals"))
                                        .set(
                                                0,
                                                "Predictions are the same, coefficients just"
                                                        + " adapt")),
                warning(
                        Rule.PROMPT_TOO_LONG,
                        "/prompt",
                        q -> q.put("prompt", "More and more words. ".repeat(80))),
                warning(Rule.TOO_MUCH_FOR_THE_TIME, "/minutes", q -> q.put("minutes", 4)),
                warning(
                        Rule.STRONG_ANSWER_TOO_LONG,
                        "/strongAnswer",
                        q ->
                                q.put(
                                        "strongAnswer",
                                        q.path("strongAnswer").asText() + " And on.".repeat(200))),
                warning(Rule.DIFFICULTY, "/difficulty", q -> q.put("difficulty", 5)),
                warning(
                        Rule.CODE_WITHOUT_CODE,
                        "/strongAnswer",
                        q -> q.put("answerFormat", "code").put("codeLanguage", "python")),
                warning(
                        Rule.UNKNOWN_TOPIC,
                        "/topics/1",
                        q -> strings(q, "topics").set(1, "normalisation")),
                warning(
                        Rule.UNKNOWN_COMPANY,
                        "/companies/0",
                        q -> strings(q, "companies").set(0, "acme")));
    }

    @ParameterizedTest(name = "{0} at {2}")
    @MethodSource
    void found(Rule rule, Finding.Severity severity, String pointer, Consumer<ObjectNode> change) {
        assertThat(lint(change))
                .anySatisfy(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(rule);
                            assertThat(finding.severity()).isEqualTo(severity);
                            assertThat(finding.pointer()).isEqualTo(pointer);
                            assertThat(finding.message()).isNotBlank();
                            assertThat(finding.why()).isNotBlank();
                            assertThat(finding.advice()).isNotBlank();
                        });
    }

    @Test
    void everyRuleHasAQuestionInWhichItIsFound() {
        assertThat(found().map(arguments -> arguments.get()[0]).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Rule.values()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Names k-nearest neighbours, support vector machines and neural networks.",
                "Says that min-max keeps the shape but not the scale, as well as the order.",
                "Gives A G C F E B D.",
                "Does not scale the flag, but leaves it at 0 and 1.",
                "Uses a good initial value, the median of income, for the missing ones.",
                "Computes between 0.6 and 0.7 for age 64, or more than 0.6."
            })
    void whatOnlyLooksLikeAFaultInAnIndicatorIsLeftAlone(String indicator) {
        assertThat(lint(question -> indicator(question, indicator)))
                .extracting(Finding::rule)
                .doesNotContain(
                        Rule.VAGUE_INDICATOR,
                        Rule.TWO_IDEAS,
                        Rule.NEGATIVE_INDICATOR,
                        Rule.NUMBER_NOT_IN_STRONG_ANSWER,
                        Rule.REPEATED_INDICATOR,
                        Rule.OVERLAPPING_CRITERIA);
    }

    @Test
    void indicatorsThatDifferInANumberOrADenialAreNoRepetition() {
        var findings =
                lint(
                        question -> {
                            indicators(question, 0)
                                    .set(0, "Computes about 0.64 by min-max for age 64.")
                                    .set(1, "Computes about 2.0 by standardization for age 64.");
                            indicators(question, 1)
                                    .set(0, "Says that trees need no scaling of income.")
                                    .set(1, "Says that neighbours need scaling of income.");
                        });

        assertThat(findings)
                .extracting(Finding::rule)
                .doesNotContain(Rule.REPEATED_INDICATOR, Rule.OVERLAPPING_CRITERIA);
    }

    @Test
    void whatThePromptAsksForIsNoLeak() {
        var findings =
                lint(
                        question ->
                                question.put(
                                        "prompt",
                                        question.path("prompt").asText()
                                                + " Explain why trees are unaffected and whether"
                                                + " splits depend on the order of values."));

        assertThat(findings).extracting(Finding::rule).doesNotContain(Rule.LEAKED_ANSWER);
    }

    @Test
    void aNumberOfOthersThanIndicatorsIsNotCountedAsOne() {
        var findings =
                lint(
                        question ->
                                levels(question, 0)
                                        .put("4", "All five models are judged with a reason.")
                                        .put("3", "Four of the five models are judged."));

        assertThat(findings)
                .extracting(Finding::rule)
                .doesNotContain(Rule.LEVELS_MISCOUNT, Rule.LEVELS_DO_NOT_RISE);
    }

    @Test
    void aTypoInATopicIsNamedWithWhatIsMeant() {
        assertThat(lint(question -> strings(question, "topics").set(1, "normalisation")))
                .anySatisfy(
                        finding ->
                                assertThat(finding.message())
                                        .contains("Is “normalization” meant?"));
    }

    @Test
    void errorsComeFirst() {
        var findings =
                lint(
                        question -> {
                            question.put("difficulty", 5);
                            indicator(question, "Handles outliers appropriately.");
                            criterion(question, 0).put("weight", 20);
                        });

        assertThat(findings)
                .extracting(Finding::severity)
                .isSorted()
                .contains(Finding.Severity.ERROR, Finding.Severity.WARNING);
    }

    @Test
    void thePageForCuratorsListsTheRules() throws IOException {
        var page = Files.readString(Path.of("../docs/curation.md"));

        assertThat(page.lines().filter(line -> line.matches("\\| `[a-z-]+` \\| (error|warning).*")))
                .extracting(line -> line.split("`", -1)[1])
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Rule.values()).map(Rule::wire).toList());
    }

    private static Arguments error(Rule rule, String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(rule, Finding.Severity.ERROR, pointer, change);
    }

    private static Arguments warning(Rule rule, String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(rule, Finding.Severity.WARNING, pointer, change);
    }

    private static List<Finding> lint(Consumer<ObjectNode> change) {
        try {
            var question =
                    (ObjectNode)
                            new YAMLMapper()
                                    .readTree(Path.of("src/test/lint/scaling.yaml").toFile());
            change.accept(question);
            return LINT.check(JSON.treeToValue(question, DraftContent.class), KNOWN);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ObjectNode criterion(ObjectNode question, int number) {
        return (ObjectNode) question.at("/rubric/criteria/" + number);
    }

    private static ObjectNode levels(ObjectNode question, int number) {
        return (ObjectNode) criterion(question, number).path("levels");
    }

    private static ArrayNode indicators(ObjectNode question, int number) {
        return (ArrayNode) criterion(question, number).path("indicators");
    }

    private static ObjectNode flag(ObjectNode question, int number) {
        return (ObjectNode) question.at("/redFlags/" + number);
    }

    private static ArrayNode strings(ObjectNode question, String name) {
        return (ArrayNode) question.path(name);
    }

    private static void indicator(ObjectNode question, String text) {
        indicators(question, 0).set(0, text);
    }

    private static void url(ObjectNode question, String url) {
        ((ObjectNode) question.at("/references/0")).put("url", url);
    }
}
