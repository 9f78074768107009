package io.greenroom.catalog.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.question.DraftContent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnionTest {
    @Test
    void whatOnlyTheOtherHadIsAddedBehindWhatIsThere() {
        var kept = content(List.of("agents"), List.of("000-a"), "https://example.org/a");
        var gone = content(List.of("agents", "cost"), List.of("000-b"), "https://example.org/b");

        var union = Union.of(kept, gone);

        assertThat(union.topics()).containsExactly("cost");
        var content = union.addedTo(kept);
        assertThat(content.topics()).containsExactly("agents", "cost");
        assertThat(content.covers()).containsExactly("000-a", "000-b");
        assertThat(content.references())
                .extracting(DraftContent.Reference::url)
                .containsExactly("https://example.org/a", "https://example.org/b");
        assertThat(content.title()).isEqualTo(kept.title());
    }

    @Test
    void aQuestionNeverGetsMoreTopicsThanItMayHave() {
        var many = IntStream.range(0, 8).mapToObj(i -> "topic-" + i).toList();
        var kept = content(many.subList(0, 6), List.of(), "https://example.org/a");
        var gone = content(many, List.of(), "https://example.org/a");

        assertThat(Union.of(kept, gone).addedTo(kept).topics()).isEqualTo(many);
        var full = content(many, List.of(), "https://example.org/a");
        assertThat(
                        Union.of(
                                        full,
                                        content(
                                                List.of("one-more"),
                                                List.of(),
                                                "https://example.org/a"))
                                .isEmpty())
                .isTrue();
    }

    private static DraftContent content(List<String> topics, List<String> covers, String url) {
        return new DraftContent(
                "A title",
                null,
                topics,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(new DraftContent.Reference("A source", url)),
                List.of(),
                covers);
    }
}
