package io.greenroom.grading.embedded;

import io.greenroom.grading.text.Words;
import io.greenroom.platform.embedding.TextModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How an answer compares with what is wanted, in figures that mean the same for every question.
 * What the prompt already says counts little throughout: having it shows nothing.
 */
final class Likeness {
    /** What is left of a word's weight when the prompt has it. */
    private static final double PROMPT_WORD = 0.3;

    private static final Set<String> REASONING =
            Set.of(
                    "because",
                    "so",
                    "therefore",
                    "hence",
                    "thus",
                    "since",
                    "if",
                    "when",
                    "while",
                    "whereas",
                    "then",
                    "as",
                    "due",
                    "means",
                    "causes",
                    "leads",
                    "results");

    /** Letters that stand for the models, and from where on their word pieces count as alike. */
    private record Eye(String name, double alike) {}

    private static final List<Eye> EYES = List.of(new Eye("b", 0.65), new Eye("m", 0.35));

    private Likeness() {}

    /**
     * All figures by name, always in the same order.
     *
     * @param prompt the question
     * @param wanted what a full answer says
     * @param answer the answer, without what is repeated or beside the point
     */
    static Map<String, Double> figures(Reading prompt, Reading wanted, Reading answer) {
        var figures = new LinkedHashMap<String, Double>();
        for (int i = 0; i < EYES.size(); i++) {
            meaning(i, prompt, wanted, answer, figures);
        }
        for (int i = 0; i < EYES.size(); i++) {
            pieces(i, prompt, wanted, answer, figures);
        }
        words(prompt, wanted, answer, figures);
        length(prompt, wanted, answer, figures);
        return figures;
    }

    private static void meaning(
            int eye, Reading prompt, Reading wanted, Reading answer, Map<String, Double> figures) {
        var name = EYES.get(eye).name();
        float[] q = prompt.senses().get(eye).whole();
        float[] w = wanted.senses().get(eye).whole();
        float[] a = answer.senses().get(eye).whole();
        figures.put(name + ".whole", TextModel.cosine(w, a));
        figures.put(name + ".wantedPrompt", TextModel.cosine(w, q));
        figures.put(name + ".answerPrompt", TextModel.cosine(a, q));
        figures.put(name + ".wholeBeyondPrompt", beyond(w, a, q, 1e-4));
        double found = 0;
        double foundBeyond = 0;
        double weights = 0;
        double least = 1;
        for (var clause : wanted.clauses()) {
            float[] c = clause.vectors().get(eye);
            double best = TextModel.cosine(c, a);
            double bestBeyond = beyond(c, a, q, 1e-2);
            for (var said : answer.clauses()) {
                float[] s = said.vectors().get(eye);
                best = Math.max(best, TextModel.cosine(c, s));
                bestBeyond = Math.max(bestBeyond, beyond(c, s, q, 1e-2));
            }
            found += clause.weight() * best;
            foundBeyond += clause.weight() * bestBeyond;
            weights += clause.weight();
            least = Math.min(least, best);
        }
        figures.put(name + ".found", found / weights);
        figures.put(name + ".least", least);
        figures.put(name + ".foundBeyondPrompt", foundBeyond / weights);
        double backed = 0;
        double saidWeights = 0;
        double nearest = TextModel.cosine(w, a);
        for (var said : answer.clauses()) {
            float[] s = said.vectors().get(eye);
            double whole = TextModel.cosine(w, s);
            nearest = Math.max(nearest, whole);
            if (said.part()) {
                continue;
            }
            double best = whole;
            for (var clause : wanted.clauses()) {
                best = Math.max(best, TextModel.cosine(clause.vectors().get(eye), s));
            }
            backed += said.weight() * best;
            saidWeights += said.weight();
        }
        figures.put(name + ".backed", saidWeights == 0 ? nearest : backed / saidWeights);
        figures.put(name + ".nearest", nearest);
    }

    /** The cosine of what two vectors say beyond a third. */
    private static double beyond(float[] a, float[] b, float[] q, double least) {
        double aq = TextModel.cosine(a, q);
        double bq = TextModel.cosine(b, q);
        return (TextModel.cosine(a, b) - aq * bq)
                / Math.sqrt(Math.max(least, (1 - aq * aq) * (1 - bq * bq)));
    }

    private static void pieces(
            int eye, Reading prompt, Reading wanted, Reading answer, Map<String, Double> figures) {
        var name = EYES.get(eye).name();
        var w = wanted.senses().get(eye);
        var a = answer.senses().get(eye);
        var bestOfWanted = new double[w.ids().length];
        var bestOfAnswer = new double[a.ids().length];
        for (int i = 0; i < w.ids().length; i++) {
            for (int j = 0; j < a.ids().length; j++) {
                double cosine = TextModel.cosine(w.pieces()[i], a.pieces()[j]);
                bestOfWanted[i] = Math.max(bestOfWanted[i], cosine);
                bestOfAnswer[j] = Math.max(bestOfAnswer[j], cosine);
            }
        }
        var known = prompt.senses().get(eye).known();
        var there = Alignment.of(w, bestOfWanted, known, EYES.get(eye).alike());
        var back = Alignment.of(a, bestOfAnswer, known, EYES.get(eye).alike());
        figures.put(name + ".recall", there.mean());
        figures.put(name + ".precision", back.mean());
        figures.put(
                name + ".balance",
                2 * there.mean() * back.mean() / Math.max(1e-6, there.mean() + back.mean()));
        figures.put(name + ".recallAlike", there.alike());
        // How much is said of what is wanted, against how much there is to say.
        figures.put(name + ".amount", Math.log(1 + back.sum()) - Math.log(1 + there.total()));
    }

    /**
     * How well the word pieces of one text find their like in another. The prompt's own pieces are
     * left out.
     *
     * @param mean of the best likeness of each piece
     * @param alike the same, with what is not really alike as nothing
     * @param sum of the alike ones, each piece once
     * @param total what the sum would be if all were found
     */
    private record Alignment(double mean, double alike, double sum, double total) {
        static Alignment of(
                Reading.Sense sense, double[] best, Set<Long> prompt, double alikeFrom) {
            double weights = 0;
            double likeness = 0;
            double alike = 0;
            double sum = 0;
            double total = 0;
            var seen = new HashSet<Long>();
            for (int i = 0; i < best.length; i++) {
                if (prompt.contains(sense.ids()[i])) {
                    continue;
                }
                double weight = sense.rarity()[i];
                double share = Math.max(0, (best[i] - alikeFrom) / (1 - alikeFrom));
                weights += weight;
                likeness += weight * best[i];
                alike += weight * share;
                if (seen.add(sense.ids()[i])) {
                    sum += weight * share;
                    total += weight;
                }
            }
            return weights == 0
                    ? new Alignment(0.5, 0.5, 0, 0)
                    : new Alignment(likeness / weights, alike / weights, sum, total);
        }
    }

    private static void words(
            Reading prompt, Reading wanted, Reading answer, Map<String, Double> figures) {
        var w = wanted.words();
        var a = answer.words();
        var q = prompt.words();
        figures.put("w.found", coverage(w.distinct(), a.distinct(), q.stems(), PROMPT_WORD));
        figures.put("w.foundBeyondPrompt", coverage(w.distinct(), a.distinct(), q.stems(), 0));
        figures.put("w.foundAny", coverage(w.distinct(), a.distinct(), q.stems(), 1));
        figures.put("w.backed", coverage(a.distinct(), w.distinct(), q.stems(), PROMPT_WORD));
        figures.put("w.promptFound", coverage(q.distinct(), a.distinct(), Set.of(), 1));
        figures.put("w.fromPrompt", coverage(a.distinct(), q.distinct(), Set.of(), 1));
        double clauses = 0;
        double local = 0;
        double weights = 0;
        double least = 1;
        for (var clause : wanted.clauses()) {
            var terms = Vocabulary.distinct(clause.terms());
            double weight = Math.sqrt(terms.size() + 1.0);
            double anywhere = coverage(terms, a.distinct(), q.stems(), PROMPT_WORD);
            double together = 0;
            for (var said : answer.clauses()) {
                together =
                        Math.max(together, coverage(terms, said.terms(), q.stems(), PROMPT_WORD));
            }
            clauses += weight * anywhere;
            local += weight * together;
            weights += weight;
            least = Math.min(least, anywhere);
        }
        figures.put("w.clauses", clauses / weights);
        figures.put("w.leastClause", least);
        figures.put("w.clausesTogether", local / weights);
        figures.put("w.pairs", share(w.pairs(), a.pairs()));
        figures.put("w.order", inOrder(w.terms(), a.terms()));
        figures.put("w.grams", share(w.grams(), a.grams()));
        figures.put("w.gramsBacked", share(a.grams(), w.grams()));
        var numbers = numbers(w.all());
        figures.put("w.numbers", numbers.isEmpty() ? 0.5 : share(numbers, numbers(a.all())));
    }

    /** The weighted share of the wanted terms that are there. */
    private static double coverage(
            List<Term> wanted, Collection<Term> there, Set<String> prompt, double promptWord) {
        double all = 0;
        double found = 0;
        for (var term : wanted) {
            double weight =
                    term.rarity() * term.rarity() * (prompt.contains(term.stem()) ? promptWord : 1);
            all += weight;
            if (weight > 0) {
                found += weight * term.among(there);
            }
        }
        return all == 0 ? 0 : found / all;
    }

    private static double share(Set<String> wanted, Set<String> there) {
        if (wanted.isEmpty()) {
            return 0;
        }
        return wanted.stream().filter(there::contains).count() / (double) wanted.size();
    }

    /** The longest run of terms, gaps allowed, that both have in the same order. */
    private static double inOrder(List<Term> wanted, List<Term> there) {
        if (wanted.isEmpty()) {
            return 0;
        }
        var previous = new int[there.size() + 1];
        for (var term : wanted) {
            var current = new int[there.size() + 1];
            for (int j = 1; j <= there.size(); j++) {
                current[j] =
                        term.stem().equals(there.get(j - 1).stem())
                                ? previous[j - 1] + 1
                                : Math.max(previous[j], current[j - 1]);
            }
            previous = current;
        }
        return previous[there.size()] / (double) wanted.size();
    }

    private static Set<String> numbers(List<String> words) {
        var numbers = new HashSet<String>();
        for (var word : words) {
            if (Character.isDigit(word.charAt(0))) {
                numbers.add(word);
            }
        }
        return numbers;
    }

    private static void length(
            Reading prompt, Reading wanted, Reading answer, Map<String, Double> figures) {
        var w = wanted.words();
        var a = answer.words();
        figures.put("l.answer", Math.log(1 + a.size()));
        figures.put("l.wanted", Math.log(1 + w.size()));
        figures.put("l.prompt", Math.log(1 + prompt.words().size()));
        figures.put("l.clauses", Math.log(1 + wanted.clauses().size()));
        figures.put("l.ratio", Math.log((1 + a.size()) / (1 + w.size())));
        figures.put("l.short", Math.min(1, a.size() / (1 + w.size())));
        double wantedContent = content(w, prompt.words());
        figures.put("l.wantedContent", Math.log(1 + wantedContent));
        figures.put("l.content", Math.log((1 + content(a, prompt.words())) / (1 + wantedContent)));
        double fresh = 0;
        for (var term : a.distinct()) {
            if (term.among(prompt.words().distinct()) == 0 && term.among(w.distinct()) == 0) {
                fresh += term.rarity();
            }
        }
        figures.put("l.fresh", Math.log((1 + fresh) / (1 + wantedContent)));
        figures.put("s.reasoning", a.all().stream().filter(REASONING::contains).count() / a.size());
        figures.put("s.function", a.all().stream().filter(Words::isFunction).count() / a.size());
        figures.put("s.variety", new HashSet<>(a.all()).size() / a.size());
        figures.put(
                "s.rarity", a.distinct().stream().mapToDouble(Term::rarity).average().orElse(0));
    }

    private static double content(Reading.Wording words, Reading.Wording prompt) {
        double content = 0;
        for (var term : words.distinct()) {
            if (term.among(prompt.distinct()) == 0) {
                content += term.rarity();
            }
        }
        return content;
    }

    /** The figures in the given order. */
    static double[] row(Map<String, Double> figures, List<String> names) {
        var row = new double[names.size()];
        Arrays.setAll(
                row,
                i -> {
                    var value = figures.get(names.get(i));
                    if (value == null) {
                        throw new IllegalStateException("There is no figure " + names.get(i));
                    }
                    return value;
                });
        return row;
    }
}
