package io.greenroom.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
    private final Vocabulary vocabulary =
            new Vocabulary(
                    Map.of("vector", 9, "cache", 5, "retrieval", 7, "retrieve", 1, "token", 4));

    @ParameterizedTest
    @CsvSource({
        "vecotr, vector", // swapped: shares almost no three letters
        "vctor, vector",
        "vectorr, vector",
        "cashe, cache",
        "retreival, retrieval",
        "tokne, token"
    })
    void correctsASlip(String typed, String meant) {
        assertThat(vocabulary.nearest(typed)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"zeppelin", "xyz", "kv"})
    void leavesAloneWhatIsLikeNothing(String typed) {
        assertThat(vocabulary.nearest(typed)).isEmpty();
    }

    @Test
    void completesTheMostUsedFirst() {
        assertThat(vocabulary.beginningWith("retr", 5)).containsExactly("retrieval", "retrieve");
        assertThat(vocabulary.beginningWith("zz", 5)).isEmpty();
    }
}
