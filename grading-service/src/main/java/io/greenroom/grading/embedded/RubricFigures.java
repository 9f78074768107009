package io.greenroom.grading.embedded;

import io.greenroom.grading.code.CodeEvidence;
import io.greenroom.platform.embedding.TextModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an answer compares with a question's rubric: for each criterion with its indicators, with the
 * strong answer where that shows them, and with the descriptions of its levels; and what is the
 * same for all criteria, for who answers one well answers the others well too.
 */
final class RubricFigures {
    /** Of these the mean over the criteria is told as well. */
    private static final List<String> OVERALL =
            List.of(
                    "i.m.recall",
                    "i.b.recall",
                    "i.m.found",
                    "i.m.foundBeyondPrompt",
                    "i.b.foundBeyondPrompt",
                    "i.m.least",
                    "i.w.found",
                    "i.w.pairs",
                    "s.m.recall",
                    "s.b.recall",
                    "s.m.amount",
                    "s.m.foundBeyondPrompt",
                    "s.m.least",
                    "s.w.found",
                    "s.w.foundBeyondPrompt",
                    "s.w.numbers",
                    "d.b.rise",
                    "d.m.rise",
                    "c.shared",
                    "c.wrong");

    /** What code shows; nothing in prose. */
    private static final List<String> CODE =
            List.of(
                    "c.shared",
                    "c.known",
                    "c.near",
                    "c.wrong",
                    "c.all",
                    "c.covered",
                    "c.common",
                    "c.faults",
                    "c.hollow");

    private static final String[] EYES = {"b", "m"};

    private RubricFigures() {}

    /** One map a criterion, in the rubric's order. */
    static List<Map<String, Double>> of(
            PreparedQuestion known, Reading answer, String text, @Nullable CodeEvidence code) {
        var all = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < known.targets().size(); i++) {
            var target = known.targets().get(i);
            var figures = new LinkedHashMap<String, Double>();
            Likeness.figures(known.prompt(), target.indicators(), answer)
                    .forEach((name, value) -> figures.put("i." + name, value));
            Likeness.figures(known.prompt(), target.shown(), answer)
                    .forEach((name, value) -> figures.put("s." + name, value));
            levels(target, answer, figures);
            CODE.forEach(name -> figures.put(name, 0.0));
            if (code != null && known.code().isPresent()) {
                figures.putAll(known.code().get().figures(i, code));
            }
            all.add(figures);
        }
        var overall = new LinkedHashMap<String, Double>();
        for (var name : OVERALL) {
            double sum = 0;
            for (int i = 0; i < all.size(); i++) {
                sum +=
                        known.targets().get(i).criterion().weight()
                                / 100.0
                                * all.get(i).getOrDefault(name, 0.0);
            }
            overall.put("h." + name, sum);
        }
        Style.figures(text, answer.words(), overall);
        overall.put("t.code", code == null ? 0.0 : 1.0);
        all.forEach(figures -> figures.putAll(overall));
        return all;
    }

    /** How near the nearest sentence is to the description of each level. */
    private static void levels(
            PreparedQuestion.Target target, Reading answer, Map<String, Double> figures) {
        for (int eye = 0; eye < EYES.length; eye++) {
            var near = new double[target.levels().size()];
            for (int level = 0; level < near.length; level++) {
                float[] described = target.levels().get(level).vectors().get(eye);
                for (var said : answer.clauses()) {
                    near[level] =
                            Math.max(
                                    near[level],
                                    TextModel.cosine(described, said.vectors().get(eye)));
                }
                figures.put("d." + EYES[eye] + level, near[level]);
            }
            figures.put("d." + EYES[eye] + ".rise", near[4] - near[1]);
            figures.put("d." + EYES[eye] + ".solid", near[3] - near[1]);
        }
    }
}
