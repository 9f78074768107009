package io.greenroom.grading.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassagesTest {
    @Test
    void cutsSentencesAndListItemsWithTheirPlaces() {
        var answer =
                "# Plan\n\n"
                        + "First I measure. Then I cut\n"
                        + "the batch in two.\n\n"
                        + "- one point here\n"
                        + "- another point";

        var passages = Passages.of(answer, false);

        assertThat(passages)
                .extracting(passage -> passage.in(answer))
                .containsExactly(
                        "Plan",
                        "First I measure.",
                        "Then I cut\nthe batch in two.",
                        "one point here",
                        "another point");
        assertThat(passages).extracting(Passage::words).contains("Then I cut the batch in two.");
    }

    @Test
    void offersTheClausesOfALongSentence() {
        var answer =
                "I keep one counter per tenant in memory and sync it every second, because a shared"
                        + " store on every request would cost more latency than the budget allows.";

        var parts = Passages.of(answer, false).stream().filter(Passage::part).toList();

        assertThat(parts)
                .extracting(passage -> passage.in(answer))
                .containsExactly(
                        "I keep one counter per tenant in memory and sync it every second",
                        "because a shared store on every request would cost more latency than the"
                                + " budget allows.");
    }

    @Test
    void tellsCommentsFromCode() {
        var program =
                """
                def f(x):
                    \"\"\"Shift by the maximum.\"\"\"
                    # The largest exponent is zero.
                    x = x - x.max(axis=-1, keepdims=True)  # no overflow
                    return "# not a comment"
                """;

        var passages = Passages.of(program, true);

        assertThat(passages)
                .filteredOn(passage -> passage.kind() == Passage.Kind.COMMENT)
                .extracting(passage -> passage.in(program))
                .anyMatch(text -> text.contains("Shift by the maximum"))
                .anyMatch(text -> text.contains("largest exponent"))
                .anyMatch(text -> text.equals("# no overflow"))
                .noneMatch(text -> text.contains("not a comment"));
        assertThat(passages)
                .filteredOn(passage -> passage.kind() == Passage.Kind.CODE)
                .extracting(Passage::words)
                .anyMatch(words -> words.contains("maximum over the last axis"));
    }

    @Test
    void readsAFencedProgramInMarkdownAsCode() {
        var answer = "Here it is:\n```python\ny = np.exp(x)\n```\nDone now.";

        assertThat(Passages.of(answer, true))
                .filteredOn(passage -> passage.kind() == Passage.Kind.CODE)
                .extracting(passage -> passage.in(answer))
                .containsExactly("y = np.exp(x)");
    }

    @Test
    void readsTheCommentsOfOtherLanguagesAsComments() {
        var answer =
                """
                ```java
                int x = 1; // Counts the rows.
                /**
                 * Adds them up
                 * one by one.
                 */
                int sum = 10 // 3;
                foo(); /* Cuts off
                what is left. */
                ls(data/*, more);
                ```
                """;

        assertThat(Passages.of(answer, false))
                .filteredOn(passage -> passage.kind() == Passage.Kind.COMMENT && !passage.part())
                .extracting(Passage::words)
                .containsExactly(
                        "Counts the rows.",
                        "Adds them up one by one.",
                        "Cuts off",
                        "what is left.");
        assertThat(Passages.of(answer, false))
                .filteredOn(passage -> passage.kind() == Passage.Kind.CODE && !passage.part())
                .extracting(passage -> passage.in(answer))
                .containsExactly("int x = 1;", "int sum = 10 // 3;", "foo();", "ls(data/*, more);");
    }

    @Test
    void everyPassageLiesInTheAnswer() {
        for (var answer :
                new String[] {
                    "",
                    " ",
                    "\n\n\n",
                    "```",
                    "```\n",
                    "- ",
                    "#",
                    "a",
                    "\"\"\"",
                    "'''\nx",
                    "😀. ok",
                    "| a | b |\n|---|---|\n| c | d |",
                    "x = 1 # y\n\n# z",
                    "a;b:c, and d. e\r\nf"
                }) {
            for (boolean code : new boolean[] {true, false}) {
                for (var passage : Passages.of(answer, code)) {
                    assertThat(passage.start()).isBetween(0, passage.end() - 1);
                    assertThat(passage.end()).isLessThanOrEqualTo(answer.length());
                }
            }
        }
    }

    @Test
    void seesWhatIsDenied() {
        var stems = Words.stems("subtract the maximum");

        assertThat(Negation.in("I do not subtract the maximum.").share(stems)).isEqualTo(1);
        assertThat(Negation.in("I subtract the maximum, not the mean.").share(stems)).isZero();
        assertThat(Negation.in("I not only subtract the maximum.").share(stems)).isZero();
    }

    @Test
    void inflectionsShareAStem() {
        assertThat(Words.stems("normalizes normalized normalizing")).hasSize(1);
        assertThat(Words.stems("queries query")).hasSize(1);
        assertThat(Words.stems("the of and is")).isEmpty();
    }
}
