package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vectors were made by @codemirror/state 6.7: 1,500 pairs of changes of small documents, with
 * line breaks, pairs and halves of surrogates, deletions and insertions that touch and overlap.
 */
class ChangeSetTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<JsonNode> vectors() throws IOException {
        try (var file = ChangeSetTest.class.getResourceAsStream("/room/changes.json")) {
            return StreamSupport.stream(JSON.readTree(file).spliterator(), false).toList();
        }
    }

    @Test
    void joinsWhatChangesNothingAndWhatFollowsEachOther() throws Exception {
        var change =
                ChangeSet.of(
                        JSON.readTree(
                                """
                                [0,2,0,3,[0],[0,""],[1],[2],[0,"a"],[0,"b","c"],1,[0,"d"],[0],[0,"e"],[0,""]]
                                """));

        assertThat(written(change))
                .isEqualTo(JSON.readTree("[5,[3],[0,\"ab\",\"c\"],1,[0,\"de\"]]"));
        assertThat(ChangeSet.of(JSON.readTree("[" + "0,".repeat(100_000) + "[0]]")))
                .isEqualTo(ChangeSet.of(JSON.readTree("[]")));
    }

    @Test
    void takesInNoChangeOfTooManySections() throws Exception {
        var scratch = Document.scratch();
        scratch.apply(
                new Entry.Edit(
                        "scratch",
                        1,
                        "client01",
                        ChangeSet.of(JSON.readTree("[[0,\"" + "x".repeat(5_001) + "\"]]"))));
        var everySecond = "1,[0,\"y\"],";

        var most = ChangeSet.of(JSON.readTree("[" + everySecond.repeat(4_999) + "2]"));
        var more = ChangeSet.of(JSON.readTree("[" + everySecond.repeat(5_000) + "1]"));

        assertThat(scratch.fit(1, "client01", List.of(most), true, 200_000))
                .isInstanceOf(Document.Outcome.Fits.class);
        assertThat(scratch.fit(1, "client01", List.of(more), true, 200_000))
                .isInstanceOf(Document.Outcome.Misfit.class);
    }

    @Test
    void appliesAsCodeMirrorDoes() throws Exception {
        for (var vector : vectors()) {
            assertThat(applied(vector.get("doc"), vector.get("a")))
                    .isEqualTo(vector.get("afterA").textValue());
            assertThat(applied(vector.get("doc"), vector.get("b")))
                    .isEqualTo(vector.get("afterB").textValue());
        }
    }

    @Test
    void mapsAsCodeMirrorDoes() throws Exception {
        for (var vector : vectors()) {
            var a = ChangeSet.of(vector.get("a"));
            var b = ChangeSet.of(vector.get("b"));

            assertThat(written(a.map(b, false))).isEqualTo(vector.get("aOverB"));
            assertThat(written(a.map(b, true))).isEqualTo(vector.get("aOverBFirst"));
            assertThat(written(b.map(a, true))).isEqualTo(vector.get("bOverAFirst"));
        }
    }

    @Test
    void bothOrdersOfTwoChangesGiveOneDocument() throws Exception {
        for (var vector : vectors()) {
            var a = ChangeSet.of(vector.get("a"));
            var b = ChangeSet.of(vector.get("b"));
            var bThenA = new StringBuilder(vector.get("doc").textValue());
            var aThenB = new StringBuilder(vector.get("doc").textValue());

            b.applyTo(bThenA);
            a.map(b, false).applyTo(bThenA);
            a.applyTo(aThenB);
            b.map(a, true).applyTo(aThenB);

            assertThat(bThenA.toString()).isEqualTo(vector.get("both").textValue());
            assertThat(aThenB.toString()).isEqualTo(bThenA.toString());
        }
    }

    @Test
    void isWrittenAsItWasRead() throws Exception {
        for (var vector : vectors()) {
            assertThat(written(ChangeSet.of(vector.get("a")))).isEqualTo(vector.get("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "5",
                "[-1]",
                "[1.5]",
                "[\"1\"]",
                "[[\"a\"]]",
                "[[]]",
                "[[0,1]]",
                "[[-1]]",
                "[[0,\"a\\nb\"]]",
                "[[0,\"a\\r\"]]",
                "[[0,\"\\u0000\"]]",
                "[null]",
                "[[1,null]]",
                "[2147483648]",
                "[2147483647,1]"
            })
    void refusesWhatIsNoChange(String json) throws Exception {
        var node = JSON.readTree(json);

        assertThatThrownBy(() -> ChangeSet.of(node)).isInstanceOf(ChangeSet.Malformed.class);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void knowsItsLengths(String json, int before, int after) throws Exception {
        var change = ChangeSet.of(JSON.readTree(json));

        assertThat(change.lengthBefore()).isEqualTo(before);
        assertThat(change.lengthAfter()).isEqualTo(after);
    }

    static List<Arguments> shapes() {
        return List.of(
                Arguments.of("[]", 0, 0),
                Arguments.of("[3]", 3, 3),
                Arguments.of("[1,[2],3]", 6, 4),
                Arguments.of("[[0,\"a\",\"\",\"b\"],1]", 1, 5));
    }

    private static String applied(JsonNode doc, JsonNode changes) throws Exception {
        var text = new StringBuilder(doc.textValue());
        ChangeSet.of(changes).applyTo(text);
        return text.toString();
    }

    private static JsonNode written(ChangeSet change) throws IOException {
        var json = new StringBuilder();
        change.writeTo(json);
        return JSON.readTree(json.toString());
    }
}
