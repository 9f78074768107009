package io.greenroom.grading.testsupport;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.platform.testing.Contracts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that judges what it is told to, and quotes the answer as a model does. */
public final class JudgingModel {
    private static final int LONGEST_QUOTE = 200;

    /** So many criteria are asked for at a time, by default. */
    private static final int GROUP = 3;

    private JudgingModel() {}

    /** From now on it finds that quote for every indicator of the example question, and says so. */
    public static void quotes(WireMockServer server, String quote, String rationale)
            throws Exception {
        var question =
                Published.JSON.readTree(
                        Contracts.example("catalog/examples/question-published.v1.json"));
        Map<String, Integer> criteria = new LinkedHashMap<>();
        question.at("/data/rubric/criteria")
                .forEach(
                        criterion ->
                                criteria.put(
                                        criterion.get("id").asText(),
                                        criterion.get("indicators").size()));
        var flags = new ArrayList<String>();
        question.at("/data/redFlags").forEach(flag -> flags.add(flag.get("id").asText()));
        judges(server, criteria, flags, 3, quote, rationale);
    }

    /** From now on it finds all that this question looks for in the first words of that text. */
    public static void believes(WireMockServer server, Question question, String text)
            throws Exception {
        Map<String, Integer> criteria = new LinkedHashMap<>();
        question.criteria()
                .forEach(criterion -> criteria.put(criterion.id(), criterion.indicators().size()));
        var quote = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
        judges(
                server,
                criteria,
                question.redFlags().stream().map(RedFlag::id).toList(),
                Criterion.MAX_LEVEL,
                quote.substring(0, Math.min(LONGEST_QUOTE, quote.length())),
                "All of it is there.");
    }

    private static void judges(
            WireMockServer server,
            Map<String, Integer> indicatorsOfCriteria,
            List<String> redFlags,
            int level,
            String quote,
            String rationale)
            throws Exception {
        var flags =
                redFlags.stream()
                        .map(flag -> Map.of("id", flag, "hit", false, "quote", ""))
                        .toList();
        reply(server, "Mistakes to look for", Map.of("redFlags", flags));
        var all = List.copyOf(indicatorsOfCriteria.entrySet());
        for (int from = 0; from < all.size(); from += GROUP) {
            var group = all.subList(from, Math.min(all.size(), from + GROUP));
            var criteria = new ArrayList<Map<String, Object>>();
            for (var asked : group) {
                var indicators = new ArrayList<Map<String, Object>>();
                for (int number = 1; number <= asked.getValue(); number++) {
                    indicators.add(Map.of("number", number, "quote", quote, "shown", true));
                }
                criteria.add(
                        Map.of(
                                "criterionId",
                                asked.getKey(),
                                "indicators",
                                indicators,
                                "level",
                                level,
                                "confidence",
                                0.9,
                                "rationale",
                                rationale));
            }
            reply(
                    server,
                    "Judge these criteria now: \\\"" + group.getFirst().getKey() + "\\\"",
                    Map.of("criteria", criteria));
        }
    }

    private static void reply(WireMockServer server, String to, Object judged) throws Exception {
        var message =
                Map.of("role", "assistant", "content", Published.JSON.writeValueAsString(judged));
        var reply =
                Map.of(
                        "id",
                        "chatcmpl-1",
                        "model",
                        "judge-1-2026",
                        "choices",
                        List.of(Map.of("index", 0, "finish_reason", "stop", "message", message)),
                        "usage",
                        Map.of("prompt_tokens", 11, "completion_tokens", 22, "total_tokens", 33));
        server.stubFor(
                post(anyUrl())
                        .withRequestBody(containing(to))
                        .willReturn(okJson(Published.JSON.writeValueAsString(reply))));
    }
}
