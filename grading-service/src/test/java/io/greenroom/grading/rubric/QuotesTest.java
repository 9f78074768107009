package io.greenroom.grading.rubric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotesTest {
    private static final String ANSWER =
            "Ünïcode 😀 first.\nI subtract the row\nmaximum before exp.";

    @Test
    void findsAQuoteAndItsOffsets() {
        var found = Quotes.verified(List.of("I subtract the row"), ANSWER);

        assertThat(found).hasSize(1);
        var evidence = found.getFirst();
        assertThat(ANSWER.substring(evidence.start(), evidence.end())).isEqualTo(evidence.quote());
    }

    @Test
    void findsAQuoteWhoseLinesWereJoinedAndKeepsWhatTheAnswerHas() {
        var found = Quotes.verified(List.of("subtract the row maximum"), ANSWER);

        assertThat(found.getFirst().quote()).isEqualTo("subtract the row\nmaximum");
    }

    @Test
    void dropsWhatDoesNotStandThere() {
        assertThat(Quotes.verified(List.of("I divide by the sum", "I Subtract The Row"), ANSWER))
                .isEmpty();
    }

    @Test
    void dropsWhatIsTooShortToShowAnything() {
        assertThat(Quotes.verified(List.of("exp", "row"), ANSWER)).isEmpty();
    }

    @Test
    void quotesAPlaceOnlyOnce() {
        assertThat(Quotes.verified(List.of("subtract the row", "I subtract the"), ANSWER))
                .hasSize(1);
    }

    @Test
    void cutsALongQuoteBetweenWords() {
        var answer = "word ".repeat(200);

        var found = Quotes.verified(List.of(answer), answer).getFirst();

        assertThat(found.quote()).hasSizeLessThanOrEqualTo(300).endsWith("word");
    }

    @Test
    void neverCutsWithinACharacter() {
        var answer = "😀".repeat(400);

        var found = Quotes.verified(List.of(answer), answer).getFirst();

        assertThat(Character.isHighSurrogate(found.quote().charAt(found.quote().length() - 1)))
                .isFalse();
    }
}
