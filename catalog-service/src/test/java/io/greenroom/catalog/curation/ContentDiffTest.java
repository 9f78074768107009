package io.greenroom.catalog.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.catalog.question.DraftContent;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContentDiffTest {
    @Test
    void whatSaysTheSameDoesNotDiffer() {
        assertThat(between(Curators.aContent("Same"), Curators.aContent("Same"))).isEmpty();
    }

    @Test
    void aCriterionIsKnownByItsIdWhereverItMoves() {
        var from = Curators.aContent("Moved");
        var to = from.deepCopy();
        var criteria = (ArrayNode) to.at("/rubric/criteria");
        var last = (ObjectNode) criteria.remove(2);
        last.put("weight", 25);
        criteria.insert(0, last);
        ((ObjectNode) criteria.get(1).path("levels"))
                .put("3", "Subtracts the greatest of the row.");

        assertThat(between(from, to))
                .extracting(ContentChange::pointer, ContentChange::label, ContentChange::kind)
                .containsExactly(
                        tuple(
                                "/rubric/criteria/0",
                                "Criterion Explanation",
                                ContentChange.Kind.MOVED),
                        tuple(
                                "/rubric/criteria/0/weight",
                                "Criterion Explanation: weight",
                                ContentChange.Kind.CHANGED),
                        tuple(
                                "/rubric/criteria/1/levels/3",
                                "Criterion Stability: level 3",
                                ContentChange.Kind.CHANGED));
    }

    @Test
    void whatComesAndGoesIsShownWhole() {
        var from = Curators.aContent("Came");
        var to = from.deepCopy();
        var flags = (ArrayNode) to.path("redFlags");
        var flag = ((ObjectNode) flags.get(0)).deepCopy().put("id", "other").put("title", "Other");
        flags.removeAll().add(flag);
        ((ArrayNode) to.path("hints")).add("Think of float16, and of its range.");
        ((ArrayNode) to.path("topics")).removeAll().add("attention").add("kv-cache");

        var changes = between(from, to);

        assertThat(changes)
                .extracting(ContentChange::pointer, ContentChange::kind)
                .containsExactly(
                        tuple("/topics", ContentChange.Kind.CHANGED),
                        tuple("/redFlags/0", ContentChange.Kind.ADDED),
                        tuple("/redFlags/0", ContentChange.Kind.REMOVED),
                        tuple("/hints/2", ContentChange.Kind.ADDED));
        assertThat(changes.get(0).before()).isEqualTo("attention, numerical-stability");
        assertThat(changes.get(1).after()).contains("Title: Other", "- Subtracts the maximum");
        assertThat(changes.get(3).label()).isEqualTo("Hint 3");
    }

    @Test
    void theOrderOfTopicsSaysNothing() {
        var from = Curators.aContent("Order");
        var to = from.deepCopy();
        ((ArrayNode) to.path("topics")).removeAll().add("attention").add("numerical-stability");
        assertThat(between(from, to)).isEmpty();
    }

    @Test
    void wordsJoinedAreBothTexts() {
        var random = new Random(7);
        var vocabulary = List.of("softmax", " ", "\n", "über", "x_1", "**", ".", "  ", "max");
        for (int i = 0; i < 300; i++) {
            var before = text(random, vocabulary);
            var after = text(random, vocabulary);
            var words = ContentDiff.words(before, after);
            assertThat(joined(words, ContentChange.Op.ADD)).isEqualTo(before);
            assertThat(joined(words, ContentChange.Op.DEL)).isEqualTo(after);
        }
    }

    @Test
    void longTextsAreComparedInTime() {
        var before = "All of it is different. ".repeat(800);
        var after = "None of this stays the same! ".repeat(800);
        var start = System.nanoTime();
        ContentDiff.words(before, after);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static String text(Random random, List<String> vocabulary) {
        return random.ints(random.nextInt(30), 0, vocabulary.size())
                .mapToObj(vocabulary::get)
                .collect(Collectors.joining());
    }

    private static String joined(List<ContentChange.Word> words, ContentChange.Op without) {
        return words.stream()
                .filter(word -> word.op() != without)
                .map(ContentChange.Word::text)
                .collect(Collectors.joining());
    }

    private static List<ContentChange> between(ObjectNode from, ObjectNode to) {
        try {
            return ContentDiff.between(
                    DraftText.MAPPER.treeToValue(from, DraftContent.class),
                    DraftText.MAPPER.treeToValue(to, DraftContent.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
