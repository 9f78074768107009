package io.greenroom.grading.embedded;

import io.greenroom.grading.embedded.EmbeddedGrader.Said;
import io.greenroom.grading.text.Words;
import java.util.List;
import java.util.Set;

/**
 * Finds sentences that say the contrary of what is wanted in nearly its own words. Likeness does
 * not see the difference: only an odd "not" tells.
 */
final class Contradiction {
    /** So much of either sentence must be in the other. */
    private static final double SAME_WORDS = 0.75;

    private static final Set<String> DENIALS =
            Set.of(
                    "not",
                    "no",
                    "never",
                    "cannot",
                    "nobody",
                    "none",
                    "without",
                    "nor",
                    "neither",
                    "wrong",
                    "false",
                    "untrue",
                    "incorrect",
                    "myth");

    private Contradiction() {}

    /**
     * The share of an answer's sentences, by weight, that contradict.
     *
     * @param statements what is right
     * @param known sentences that contradict as somebody else found out
     */
    static double share(List<Said> said, List<Reading.Clause> statements, Set<Said> known) {
        double all = 0;
        double contrary = 0;
        for (var one : said) {
            if (one.passage().part()) {
                continue;
            }
            double weight = one.statement().weight();
            all += weight;
            var nearest = nearest(one.statement(), statements);
            boolean denied = nearest != null && isDenied(one.statement()) != isDenied(nearest);
            if (denied || known.contains(one)) {
                contrary += weight;
            }
        }
        return all == 0 ? 0 : contrary / all;
    }

    /** The statement that the sentence repeats or denies, if there is one. */
    private static Reading.@org.jspecify.annotations.Nullable Clause nearest(
            Reading.Clause said, List<Reading.Clause> statements) {
        Reading.Clause nearest = null;
        double most = SAME_WORDS;
        for (var statement : statements) {
            double common = Math.min(covered(statement, said), covered(said, statement));
            if (common >= most) {
                most = common;
                nearest = statement;
            }
        }
        return nearest;
    }

    private static double covered(Reading.Clause of, Reading.Clause by) {
        double all = 0;
        double covered = 0;
        for (var term : Vocabulary.distinct(of.terms())) {
            if (!DENIALS.contains(term.word()) && !term.word().equals("true")) {
                all += term.rarity();
                covered += term.rarity() * term.among(by.terms());
            }
        }
        return all == 0 ? 0 : covered / all;
    }

    /** An odd number of denials; two make an affirmation. */
    private static boolean isDenied(Reading.Clause clause) {
        return Words.all(clause.text()).stream()
                                .filter(word -> DENIALS.contains(word) || word.endsWith("n't"))
                                .count()
                        % 2
                == 1;
    }
}
