package io.greenroom.grading.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.text.Passage;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeRubricTest {
    private static final String STARTER =
            """
            def attend(q, k, v, mask=None):
                raise NotImplementedError
            """;

    private static final String STRONG =
            """
            ```python
            import numpy as np

            def attend(q, k, v, mask=None):
                s = np.einsum("...qd,...kd->...qk", q, k) * q.shape[-1] ** -0.5
                if mask is not None:
                    s = np.where(mask, s, -np.inf)
                e = np.exp(s - s.max(axis=-1, keepdims=True))
                w = e / e.sum(axis=-1, keepdims=True)
                return w @ v, w
            ```
            """;

    /** Another way to write the same. */
    private static final String SAME =
            """
            import numpy

            def _softmax(rows):
                rows = rows - numpy.amax(rows, axis=-1)[..., None]
                numpy.exp(rows, out=rows)
                rows /= rows.sum(-1, keepdims=True)
                return rows

            def attend(q, k, v, mask=None):
                table = numpy.matmul(q / numpy.sqrt(q.shape[-1]), numpy.swapaxes(k, -1, -2))
                if mask is not None:
                    numpy.copyto(table, -numpy.inf, where=~mask)
                table = _softmax(table)
                return table @ v, table
            """;

    /** The right words over the wrong code. */
    private static final String PRETENDER =
            """
            import numpy as np

            def stable_softmax(x):
                e = np.exp(x - x.max(axis=-1, keepdims=True))
                return e / e.sum(axis=-1, keepdims=True)

            def attend(q, k, v, mask=None):
                \"""Numerically stable: subtracts the row maximum, masks before the softmax.\"""
                # Scales by the square root of d_k.
                scaled = q @ k.T / np.sqrt(q.shape[-1])
                # Stable softmax over the keys.
                w = np.exp(q @ k.T)
                w = w / w.sum(axis=0, keepdims=True)
                if mask is not None:
                    w = w * mask
                return w @ v, w
            """;

    private static final CodeReading READ = CodeEvidence.strong(STRONG, STARTER);

    private final CodeRubric rubric =
            new CodeRubric(
                    List.of(
                            List.of(
                                    "Subtracts the maximum of the scores over the last axis before"
                                            + " the exponential.",
                                    "Divides the scores by the square root of the feature size."),
                            List.of(
                                    "Writes minus infinity into the scores at disallowed positions"
                                            + " before the softmax.")),
                    READ,
                    CodeRubricTest::words);

    @Test
    void findsTheSameTechniquesInOtherWords() {
        var evidence = CodeEvidence.of(SAME, STARTER, READ);

        assertThat(evidence.faults()).isEmpty();
        assertThat(evidence.comparison().lacking())
                .extracting(CodeFact::key)
                .isSubsetOf("mask.sense=fills-false", "batch=any-leading", "product=last-inner");
        assertThat(rubric.figures(0, evidence)).containsEntry("shared", 1.0);
        assertThat(rubric.figures(1, evidence)).containsEntry("shared", 1.0);
    }

    @Test
    void seesThroughTheRightWordsOverTheWrongCode() {
        var evidence = CodeEvidence.of(PRETENDER, STARTER, READ);

        assertThat(evidence.faults())
                .extracting(CodeFact::key)
                .contains("exp.shift=none", "mask.place=after-softmax", "softmax.axis=first");
        assertThat(evidence.reading().dead()).isNotEmpty();
        assertThat(evidence.says()).anyMatch(Claim::unsupported);
        assertThat(rubric.figures(0, evidence).get("shared"))
                .isLessThan(rubric.figures(0, CodeEvidence.of(SAME, STARTER, READ)).get("shared"));
        assertThat(rubric.figures(0, evidence).get("hollow")).isGreaterThan(0.5);
    }

    @Test
    void nothingIsWrongWithTheStrongAnswerItself() {
        var evidence = CodeEvidence.of(STRONG, STARTER, READ);

        assertThat(evidence.faults()).isEmpty();
        assertThat(evidence.comparison().covered()).isEqualTo(1);
        assertThat(evidence.comparison().common()).isEqualTo(1);
        assertThat(evidence.comparison().lacking()).isEmpty();
    }

    @Test
    void anEmptyAnswerHasNothing() {
        var evidence = CodeEvidence.of(STARTER, STARTER, READ);

        assertThat(evidence.does()).isEmpty();
        assertThat(evidence.reading().stubs()).containsExactly("attend");
        assertThat(rubric.figures(0, evidence))
                .containsEntry("shared", 0.0)
                .containsEntry("covered", 0.0);
    }

    @Test
    void tellsCommittedAndOmittedMistakesWithTheCodeThatShowsThem() {
        var mistakes =
                List.of(
                        new CodeRubric.Mistake(
                                "mask-after-softmax",
                                true,
                                "The mask acts on the weights.",
                                List.of(
                                        "Sets attention weights to zero where the mask is False"
                                                + " after the softmax and does not normalize"
                                                + " again.")),
                        new CodeRubric.Mistake(
                                "no-shift",
                                false,
                                "The softmax overflows.",
                                List.of(
                                        "Subtracts the maximum of s over the last axis, with the"
                                            + " axis kept, from s before the exponential, so that"
                                            + " exp cannot overflow.")));

        var hits = rubric.hits(mistakes, CodeEvidence.of(PRETENDER, STARTER, READ));

        assertThat(hits).containsOnlyKeys("mask-after-softmax", "no-shift");
        assertThat(hits.get("mask-after-softmax"))
                .anySatisfy(
                        fact ->
                                assertThat(fact.spans().getFirst().in(PRETENDER))
                                        .isEqualTo("w = w * mask"));
        assertThat(rubric.hits(mistakes, CodeEvidence.of(SAME, STARTER, READ))).isEmpty();
    }

    @Test
    void passagesSayWhatTheCodeDoesAndNotWhatItOnlyClaims() {
        var reading = CodeReading.of(PRETENDER, STARTER);

        var passages = CodePassages.of(PRETENDER, true, reading);

        assertThat(passages)
                .filteredOn(passage -> passage.kind() == Passage.Kind.COMMENT)
                .extracting(passage -> passage.in(PRETENDER))
                .noneMatch(comment -> comment.contains("stable") || comment.contains("Scales"));
        assertThat(passages)
                .filteredOn(passage -> passage.kind() == Passage.Kind.CODE)
                .extracting(passage -> passage.in(PRETENDER) + " / " + passage.words())
                .contains(
                        "return w @ v, w / Multiplies the normalized weights with v, the weighted"
                                + " sum of the values.")
                .noneMatch(words -> words.contains("square root"));
    }

    /** Likeness enough for a test: the share of words that two sentences have in common. */
    private static double words(String one, String other) {
        var a = set(one);
        var b = set(other);
        var both = new HashSet<>(a);
        both.retainAll(b);
        return both.size() / Math.sqrt(a.size() * (double) b.size());
    }

    private static Set<String> set(String sentence) {
        return new HashSet<>(
                List.of(sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").split(" +")));
    }
}
