package io.greenroom.grading.testsupport;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.greenroom.platform.testing.Contracts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges whatever the example question asks, and quotes the answer as a model does. */
public final class JudgingModel {
    private JudgingModel() {}

    /** From now on the server finds that quote for every indicator, and says so. */
    public static void quotes(WireMockServer server, String quote, String rationale)
            throws Exception {
        var question =
                Published.JSON.readTree(
                        Contracts.example("catalog/examples/question-published.v1.json"));
        var criteria = new ArrayList<Map<String, Object>>();
        for (var criterion : question.at("/data/rubric/criteria")) {
            var indicators = new ArrayList<Map<String, Object>>();
            for (int number = 1; number <= criterion.get("indicators").size(); number++) {
                indicators.add(Map.of("number", number, "quote", quote, "shown", true));
            }
            criteria.add(
                    Map.of(
                            "criterionId",
                            criterion.get("id").asText(),
                            "indicators",
                            indicators,
                            "level",
                            3,
                            "confidence",
                            0.9,
                            "rationale",
                            rationale));
        }
        var flags = new ArrayList<Map<String, Object>>();
        for (var flag : question.at("/data/redFlags")) {
            flags.add(Map.of("id", flag.get("id").asText(), "hit", false, "quote", ""));
        }
        reply(server, "Judge these criteria now", Map.of("criteria", criteria));
        reply(server, "Mistakes to look for", Map.of("redFlags", flags));
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
