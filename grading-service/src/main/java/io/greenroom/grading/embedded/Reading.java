package io.greenroom.grading.embedded;

import io.greenroom.grading.text.Words;
import io.greenroom.platform.embedding.TextModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text as it is compared: as a whole, by its word pieces and by its clauses.
 *
 * @param senses the whole text, one a model
 * @param clauses its sentences, and the parts of long ones; at least one
 */
record Reading(String text, List<Sense> senses, List<Clause> clauses, Wording words) {
    /** Word pieces that are more common than this say nothing by themselves. */
    private static final double COMMON = 0.3;

    /**
     * A text as one of the models understands it, in its context.
     *
     * @param whole the text's vector
     * @param known all its word pieces
     * @param ids the word pieces that carry content
     * @param rarity theirs, 0 to 1
     * @param pieces their vectors
     */
    record Sense(float[] whole, Set<Long> known, long[] ids, double[] rarity, float[][] pieces) {
        static Sense of(TextModel.Encoded encoded, Vocabulary vocabulary) {
            var known = new HashSet<Long>();
            var kept = new ArrayList<Integer>();
            for (int i = 0; i < encoded.ids().length; i++) {
                known.add(encoded.ids()[i]);
                if (vocabulary.rarity(encoded.ids()[i]) > COMMON) {
                    kept.add(i);
                }
            }
            var ids = kept.stream().mapToLong(i -> encoded.ids()[i]).toArray();
            return new Sense(
                    encoded.whole(),
                    known,
                    ids,
                    Arrays.stream(ids).mapToDouble(vocabulary::rarity).toArray(),
                    kept.stream().map(i -> encoded.pieces()[i]).toArray(float[][]::new));
        }
    }

    /**
     * A sentence or a part of one.
     *
     * @param vectors one a model
     * @param part true when another clause holds it
     */
    record Clause(String text, List<float[]> vectors, List<Term> terms, boolean part) {
        /** How many words, for weighing: a longer clause counts more, but not in proportion. */
        double weight() {
            return Math.sqrt(Words.all(text).size() + 1);
        }
    }

    /**
     * The words of a text in several forms.
     *
     * @param all every word, in order
     * @param terms those that carry content, in order
     * @param distinct the first of each stem
     * @param grams runs of 4 characters
     */
    record Wording(
            List<String> all,
            List<Term> terms,
            List<Term> distinct,
            Set<String> stems,
            Set<String> pairs,
            Set<String> grams) {
        static Wording of(String text, Vocabulary vocabulary) {
            var all = Words.all(text);
            var terms = vocabulary.terms(text);
            var pairs = new HashSet<String>();
            for (int i = 0; i + 1 < terms.size(); i++) {
                pairs.add(terms.get(i).stem() + " " + terms.get(i + 1).stem());
            }
            var grams = new HashSet<String>();
            var plain = " " + String.join(" ", all) + " ";
            for (int i = 0; i + 4 <= plain.length(); i++) {
                grams.add(plain.substring(i, i + 4));
            }
            return new Wording(
                    all,
                    terms,
                    Vocabulary.distinct(terms),
                    terms.stream().map(Term::stem).collect(Collectors.toSet()),
                    pairs,
                    grams);
        }

        /** How many words, at least 1. */
        double size() {
            return Math.max(1, all.size());
        }
    }
}
