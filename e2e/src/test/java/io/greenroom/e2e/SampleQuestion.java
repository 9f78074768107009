package io.greenroom.e2e;

import java.util.List;
import java.util.Map;

/** A question that is complete and that the linter has no error for, unlike any other of ours. */
final class SampleQuestion {
    private SampleQuestion() {}

    /** What such a question holds, under that title. */
    static Map<String, Object> content(String title) {
        return Map.ofEntries(
                Map.entry("title", title),
                Map.entry("round", "fundamentals"),
                Map.entry("topics", List.of("optimization")),
                Map.entry("level", Map.of("min", "L4", "max", "L6")),
                Map.entry("difficulty", 2),
                Map.entry("minutes", 15),
                Map.entry("answerFormat", "text"),
                Map.entry(
                        "prompt",
                        "Training of the zanzibar model spikes now and then. Explain how gradient"
                                + " norm clipping helps, and what it costs."),
                Map.entry("probe", "Whether they know which quantity is bounded, and why."),
                Map.entry(
                        "rubric",
                        Map.of(
                                "criteria",
                                List.of(
                                        criterion(
                                                "mechanism",
                                                "What is clipped",
                                                40,
                                                "Scales the whole gradient vector by threshold over"
                                                        + " global norm",
                                                "Says that the direction of the update is kept"),
                                        criterion(
                                                "reason",
                                                "Why spikes happen",
                                                30,
                                                "Names exploding gradients of rare batches as the"
                                                        + " cause",
                                                "Relates a spike to Adam's second moment lagging"
                                                        + " behind"),
                                        criterion(
                                                "cost",
                                                "What it costs",
                                                30,
                                                "Says that a threshold hit at every step acts as a"
                                                        + " lower learning rate",
                                                "Logs the clipped share of steps to choose the"
                                                        + " threshold")))),
                Map.entry(
                        "redFlags",
                        List.of(
                                Map.of(
                                        "id", "clips-the-loss",
                                        "title", "Clips the loss instead",
                                        "severity", "major",
                                        "cap", 50,
                                        "kind", "commits",
                                        "description",
                                                "Bounding the loss value stops learning where it"
                                                        + " matters most.",
                                        "signals",
                                                List.of(
                                                        "Clips the loss value before the backward"
                                                                + " pass",
                                                        "Caps the loss at a maximum")))),
                Map.entry(
                        "strongAnswer",
                        "Compute the global norm over all parameters. When it is above the"
                            + " threshold, scale the whole gradient vector by threshold over global"
                            + " norm, so the direction of the update is kept. Spikes come from"
                            + " exploding gradients of rare batches, while Adam's second moment"
                            + " lags behind and the step is too long. A threshold that is hit at"
                            + " every step acts as a lower learning rate, so log the share of"
                            + " clipped steps and choose the threshold from it."),
                Map.entry(
                        "hints",
                        List.of(
                                "Which vector is it that you bound?",
                                "What happens to its direction when you scale it?")),
                Map.entry(
                        "followUps",
                        List.of(
                                "How does it interact with gradient accumulation?",
                                "Where do you clip when the model is sharded?")),
                Map.entry(
                        "references",
                        List.of(
                                Map.of(
                                        "title",
                                        "On the difficulty of training recurrent neural networks",
                                        "url",
                                        "https://arxiv.org/abs/1211.5063"))),
                Map.entry("companies", List.of()),
                Map.entry("covers", List.of()));
    }

    private static Map<String, Object> criterion(
            String id, String title, int weight, String first, String second) {
        return Map.of(
                "id", id,
                "title", title,
                "weight", weight,
                "indicators", List.of(first, second),
                "levels",
                        Map.of(
                                "0", "Says nothing of it.",
                                "1", "Mentions it without detail.",
                                "2", "One of the two, roughly.",
                                "3", "Both, with a gap.",
                                "4", "Both, exact and applied to the case."));
    }
}
