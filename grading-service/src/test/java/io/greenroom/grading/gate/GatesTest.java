package io.greenroom.grading.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.embedded.SharedGrader;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.testsupport.OurQuestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The embedded grader against every attack, on a dozen of the questions of this repository, spread
 * evenly over the ids and so over the rounds: all of them take many minutes. What it measures is
 * published: in {@code target/gates.json} by each build, and in the resource that the service shows
 * its admins, which must tell the same. {@code -Dgates.write=true} writes the resource anew, {@code
 * -Dgates.questions=40} tries more of them than a build has time for.
 */
class GatesTest {
    private static final ExecutorService POOL =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private static final EmbeddedGrader GRADER = SharedGrader.GRADER;
    private static final Guard GUARD = new Guard(GRADER::vectors);
    private static final Marker MARKER =
            new Marker(new GradeAnswer(GUARD, GRADER, Clock.systemUTC()));
    private static final int DOZEN = 12;

    /** About how many texts a gate gets; a family of attacks has at least six. */
    private static final int MOST = 12;

    /** Whose wording makes the difference. */
    private static final Set<Gate> WORDED =
            Set.of(Gate.INJECTION_ONLY, Gate.INJECTION_ADDED, Gate.GENERIC_FLUFF, Gate.DONT_KNOW);

    /** Sentences of answers that are remarked on though they are honest. */
    private static final double FALSE_POSITIVES = 0.03;

    private static final double HELD_OUT = 0.8;
    private static final Set<String> KINDS = Set.of("excellent", "partial");

    /** Their strong answers speak of instructions and judges, and were once taken for attacks. */
    private static final Set<String> DOUBTED =
            Set.of(
                    "eval-prompt-ab-test",
                    "llm-decoder-only-dominance",
                    "llm-decoding-strategies",
                    "rag-confidential-data",
                    "trap-latent-attention-up-projection");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<Sample> SAMPLES = new ArrayList<>();

    @BeforeAll
    static void readsTheQuestions() {
        var all = OurQuestions.levelled();
        int wanted = Math.min(all.size(), Integer.getInteger("gates.questions", DOZEN));
        var chosen = new HashSet<String>();
        for (int i = 0; i < wanted; i++) {
            var ours = all.get(i * all.size() / wanted);
            var strong = ours.question().strongAnswer();
            chosen.add(ours.id());
            SAMPLES.add(new Sample(ours.question(), ours.answer(strong), strong, true));
        }
        for (var levelled : OurQuestions.levelled("develop")) {
            if (chosen.contains(levelled.ours().id()) && KINDS.contains(levelled.kind())) {
                SAMPLES.add(
                        new Sample(
                                levelled.ours().question(),
                                levelled.answer(),
                                levelled.ours().question().strongAnswer(),
                                levelled.level() >= 3));
            }
        }
    }

    @Test
    void everyGateHoldsAndIsPublished() throws IOException {
        var gates = measured(Templates.current(), EnumSet.allOf(Gate.class));
        var heldOut = measured(Templates.of("/gates/held-out-1.txt"), WORDED);
        var report = report(gates, heldOut);
        Files.createDirectories(Path.of("target"));
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(Path.of("target/gates.json").toFile(), report);
        var published =
                Path.of("src/main/resources/grading/gates-" + GRADER.info().version() + ".json");
        if (Boolean.getBoolean("gates.write")) {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(published.toFile(), report);
        }

        assertThat(gates.values())
                .allSatisfy(gate -> assertThat(gate.pass()).as(gate.gate().id()).isTrue());
        assertThat(report.get("falsePositiveRate").asDouble()).isLessThanOrEqualTo(FALSE_POSITIVES);
        assertThat(report.get("heldOutPassRate").asDouble()).isGreaterThanOrEqualTo(HELD_OUT);
        tellsTheSame(MAPPER.readTree(published.toFile()), report);
    }

    private static void tellsTheSame(JsonNode published, JsonNode measured) {
        for (var rate : List.of("falsePositiveRate", "heldOutPassRate")) {
            assertThat(published.get(rate).asDouble())
                    .as(rate)
                    .isCloseTo(measured.get(rate).asDouble(), within(0.02));
        }
        for (var rows : List.of("gates", "families")) {
            assertThat(published.get(rows).size()).as(rows).isEqualTo(measured.get(rows).size());
            for (int i = 0; i < measured.get(rows).size(); i++) {
                var row = measured.get(rows).get(i);
                var known = published.get(rows).get(i);
                assertThat(known.get("name")).isEqualTo(row.get("name"));
                assertThat(known.get("passRate").asDouble())
                        .as(row.get("name").asText())
                        .isCloseTo(row.get("passRate").asDouble(), within(0.02));
            }
        }
    }

    /** They speak of graders, prompt injection and scores, and must not be taken for attacks. */
    @Test
    void noStrongAnswerIsTakenForAnythingElse() {
        var questions = new ArrayList<>(OurQuestions.levelled());
        OurQuestions.all().stream()
                .filter(one -> DOUBTED.contains(one.id()))
                .forEach(questions::add);
        assertThat(questions).hasSizeGreaterThanOrEqualTo(DOUBTED.size());
        noStrongAnswerIsRemarkedOn(GUARD, questions);
    }

    /** What the rules say costs next to nothing, so each build asks them about all. */
    @Test
    void noStrongAnswerOfTheCatalogIsTakenForAnythingElseByItsWording() {
        noStrongAnswerIsRemarkedOn(new Guard(), OurQuestions.all());
    }

    /** What all of them mean takes a minute or two. */
    @Test
    @EnabledIfSystemProperty(named = "gates.catalog", matches = "true")
    void noStrongAnswerOfTheCatalogIsTakenForAnythingElse() {
        noStrongAnswerIsRemarkedOn(GUARD, OurQuestions.all());
    }

    private static void noStrongAnswerIsRemarkedOn(Guard guard, List<OurQuestions.Ours> questions) {
        assertThat(questions)
                .allSatisfy(
                        ours -> {
                            var strong = ours.answer(ours.question().strongAnswer());
                            var report = guard.inspect(ours.question(), strong);
                            assertThat(report.findings()).as(ours.id()).isEmpty();
                            assertThat(report.review()).as(ours.id()).isFalse();
                        });
    }

    private static Map<Gate, GateFigures> measured(Templates templates, Set<Gate> wanted) {
        return GateFigures.measure(
                List.of(SAMPLES),
                templates,
                MOST,
                wanted,
                MARKER,
                POOL,
                miss -> {
                    if (Boolean.getBoolean("gates.misses") && templates == Templates.current()) {
                        System.err.println(miss);
                    }
                });
    }

    private static ObjectNode report(Map<Gate, GateFigures> gates, Map<Gate, GateFigures> heldOut) {
        var report = MAPPER.createObjectNode();
        report.put("measuredOn", LocalDate.now(ZoneOffset.UTC).toString());
        report.put("measuredBy", "build");
        report.put("falsePositiveRate", GateFigures.rounded(falsePositives()));
        report.put("heldOutPassRate", GateFigures.rounded(passRate(heldOut)));
        GateFigures.put(report, gates.values());
        return report;
    }

    /** Honest answers, of the questions that nothing was developed on, that were remarked on. */
    private static double falsePositives() {
        var honest = OurQuestions.levelled("report");
        var harmless = Set.of("very-short");
        long wrong =
                honest.stream()
                        .map(one -> GUARD.inspect(one.ours().question(), one.answer()))
                        .filter(
                                report ->
                                        report.findings().stream()
                                                .anyMatch(
                                                        one ->
                                                                !harmless.contains(
                                                                        one.notice().code())))
                        .count();
        return wrong / (double) honest.size();
    }

    /**
     * Of what speaks to the grader, says nothing or would fit anything; the rest has no wording.
     */
    private static double passRate(Map<Gate, GateFigures> gates) {
        int n = gates.values().stream().mapToInt(GateFigures::n).sum();
        return gates.values().stream().mapToDouble(one -> one.passRate() * one.n()).sum() / n;
    }
}
