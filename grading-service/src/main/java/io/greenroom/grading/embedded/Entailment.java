package io.greenroom.grading.embedded;

import io.greenroom.grading.embedded.EmbeddedGrader.Said;
import io.greenroom.grading.text.Passage;
import io.greenroom.platform.embedding.TextModel;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Asks the operator's model which sentences of an answer show, or contradict, which statements.
 * Programs are not for such models: only prose is asked about.
 */
final class Entailment {
    /** From this probability on the model counts as saying so. */
    private static final double SURE = 0.9;

    private static final double LIKELY = 0.5;

    /**
     * Such models take sentences about different things for contradictions, so what is said to
     * contradict must be about the same (cosine of BGE: unrelated texts have 0.4).
     */
    private static final double SAME_MATTER = 0.7;

    /** A statement is compared with so many sentences, the nearest ones. */
    private static final int NEAREST = 3;

    /** About so many pairs an answer; with more statements each gets fewer sentences. */
    private static final int PAIRS = 240;

    private static final int LONGEST_CHARACTERS = 1_200;

    /** Regrading and evaluating ask the same again; some 500 bytes each. */
    private static final int KEPT = 5_000;

    private record Pair(String sentence, String statement) {}

    /** What the model makes of a sentence and one of the statements. */
    record Judged(Said said, EntailmentModel.Judgement judgement) {}

    private final EntailmentModel model;
    private final Executor executor;
    private final Map<Pair, EntailmentModel.Judgement> cache =
            new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Pair, EntailmentModel.Judgement> eldest) {
                    return size() > KEPT;
                }
            };

    /**
     * @param executor runs the model's work side by side
     */
    Entailment(EntailmentModel model, Executor executor) {
        this.model = model;
        this.executor = executor;
    }

    EntailmentModel model() {
        return model;
    }

    /**
     * What the model has to say of an answer.
     *
     * @param statements what to look for in it
     */
    Opinion of(List<Said> said, List<PreparedQuestion.Wanted> statements) {
        var sentences =
                said.stream()
                        .filter(one -> !one.passage().part())
                        .filter(one -> one.passage().kind() == Passage.Kind.PROSE)
                        .toList();
        int nearest = Math.clamp(PAIRS / Math.max(1, statements.size()), 1, NEAREST);
        var asked = new IdentityHashMap<PreparedQuestion.Wanted, List<CompletableFuture<Judged>>>();
        for (var wanted : statements) {
            asked.put(
                    wanted,
                    sentences.stream()
                            .sorted(
                                    Comparator.comparingDouble(
                                            (Said one) -> -nearness(one, wanted)))
                            .limit(nearest)
                            .map(one -> judged(one, wanted))
                            .toList());
        }
        var judged = new IdentityHashMap<PreparedQuestion.Wanted, List<Judged>>();
        asked.forEach(
                (wanted, futures) ->
                        judged.put(wanted, futures.stream().map(CompletableFuture::join).toList()));
        boolean prose = said.stream().allMatch(one -> one.passage().kind() == Passage.Kind.PROSE);
        return new Opinion(model, prose, judged);
    }

    private static double nearness(Said said, PreparedQuestion.Wanted wanted) {
        return TextModel.cosine(
                said.statement().vectors().getFirst(), wanted.statement().vectors().getFirst());
    }

    private CompletableFuture<Judged> judged(Said said, PreparedQuestion.Wanted wanted) {
        var pair = new Pair(bounded(said.passage().words()), bounded(wanted.statement().text()));
        synchronized (cache) {
            var known = cache.get(pair);
            if (known != null) {
                return CompletableFuture.completedFuture(new Judged(said, known));
            }
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    var judgement = model.judge(pair.sentence(), pair.statement());
                    synchronized (cache) {
                        cache.put(pair, judgement);
                    }
                    return new Judged(said, judgement);
                },
                executor);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_CHARACTERS ? text : text.substring(0, LONGEST_CHARACTERS);
    }

    /** What the model says of one answer. */
    static final class Opinion {
        private final EntailmentModel model;
        private final boolean prose;
        private final Map<PreparedQuestion.Wanted, List<Judged>> judged;

        private Opinion(
                EntailmentModel model,
                boolean prose,
                Map<PreparedQuestion.Wanted, List<Judged>> judged) {
            this.model = model;
            this.prose = prose;
            this.judged = judged;
        }

        /** Whether the answer is one that the model can read. */
        boolean counts() {
            return prose;
        }

        /** What is left of the credit for a passage that the model sees nothing in. */
        double doubted() {
            return 1 - model.weight();
        }

        /** The mean of how far each indicator is shown, weighed with what the blend says. */
        Fitted.Estimate with(Fitted.Estimate blend, List<PreparedQuestion.Wanted> indicators) {
            if (!prose) {
                return blend;
            }
            double shown =
                    indicators.stream()
                                    .flatMap(wanted -> best(wanted).stream())
                                    .mapToDouble(best -> best.judgement().shows())
                                    .sum()
                            / indicators.size();
            return new Fitted.Estimate(
                    (1 - model.weight()) * blend.value() + model.weight() * shown,
                    // Two that see it differently cannot both be sure.
                    blend.sureness() * (1 - Math.abs(shown - blend.value())));
        }

        /** The sentence that shows a statement, if the model finds one rather likely to. */
        Optional<Judged> sentence(PreparedQuestion.Wanted wanted) {
            return best(wanted).filter(best -> best.judgement().shows() >= LIKELY);
        }

        private Optional<Judged> best(PreparedQuestion.Wanted wanted) {
            return about(wanted).max(Comparator.comparingDouble(one -> one.judgement().shows()));
        }

        /** The sentences that contradict an indicator and show no other one. */
        Set<Said> contrary(List<PreparedQuestion.Wanted> indicators) {
            Set<Said> contrary = Collections.newSetFromMap(new IdentityHashMap<>());
            for (var wanted : indicators) {
                about(wanted)
                        .filter(one -> one.judgement().denies() >= SURE)
                        .filter(one -> nearness(one.said(), wanted) >= SAME_MATTER)
                        .forEach(one -> contrary.add(one.said()));
            }
            for (var wanted : indicators) {
                about(wanted)
                        .filter(one -> one.judgement().shows() >= SURE)
                        .forEach(one -> contrary.remove(one.said()));
            }
            return contrary;
        }

        /** Whether that sentence surely shows the statement. */
        boolean shows(Said said, PreparedQuestion.Wanted wanted) {
            return about(wanted)
                    .anyMatch(one -> one.said() == said && one.judgement().shows() >= SURE);
        }

        /** Whether it follows from that sentence, as far as the model was made to tell. */
        boolean entails(Said said, PreparedQuestion.Wanted wanted) {
            return model.infers() && shows(said, wanted);
        }

        private Stream<Judged> about(PreparedQuestion.Wanted wanted) {
            return judged.getOrDefault(wanted, List.of()).stream();
        }
    }
}
