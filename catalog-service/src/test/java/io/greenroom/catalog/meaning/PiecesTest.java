package io.greenroom.catalog.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {
    private static final Meaning MEANING = new Meaning();

    /** Not from the content word for word, so that they are no texts that this was fitted to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kv cache memory",
                "gradient clipping",
                "explain bias to a manager",
                "retrieval latency budget",
                "tokenizer for code"
            })
    void saysNearlyWhatTheModelSays(String text) {
        var quick = Objects.requireNonNull(MEANING.quickly(text));
        assertThat(Meaning.alike(quick, quick)).isCloseTo(1, Offset.offset(1e-4));
        assertThat(Meaning.alike(quick, MEANING.of(text))).isGreaterThan(0.7);
        assertThat(Meaning.alike(quick, MEANING.of("a recipe for plum cake"))).isLessThan(0.3);
    }

    @Test
    void leavesToTheModelWhatItDoesNotKnow() {
        assertThat(MEANING.quickly("")).isNull();
        assertThat(MEANING.quickly("kv cache mozart")).isNull();
    }

    @Test
    void learnsNewWordsFromTheModel() {
        var meaning = new Meaning();
        meaning.learn(List.of("walrus", "gradient"));
        var alone = Objects.requireNonNull(meaning.quickly("walrus"));
        assertThat(Meaning.alike(alone, meaning.of("walrus"))).isGreaterThan(0.98);
        assertThat(meaning.quickly("gradient walrus")).isNotNull();
        assertThat(meaning.quickly("gradient")).isEqualTo(MEANING.quickly("gradient"));
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        var written = new ByteArrayOutputStream();
        Pieces.of(new int[] {7, 30_521}, new float[][] {{1, -0.5f, 0, 0}, {0, 0, 0.25f, 0}})
                .write(written);
        var read = Pieces.read(new ByteArrayInputStream(written.toByteArray()));
        assertThat(read.know(new long[] {7, 30_521})).isTrue();
        assertThat(read.know(new long[] {7, 8})).isFalse();
        var sum = new float[4];
        read.add(new long[] {7, 30_521, 7}, sum);
        assertThat(sum).containsExactly(new float[] {2, -1, 0.25f, 0}, Offset.offset(0.15f));
    }
}
