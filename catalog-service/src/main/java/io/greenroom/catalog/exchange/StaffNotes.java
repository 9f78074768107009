package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question put together from what a learning system shows its parts as. */
final class StaffNotes {
    private StaffNotes() {}

    /**
     * Joins what candidates see with the notes for the marker. Notes in our layout give all the
     * other fields; any others are taken as the strong answer, and the remarks say so.
     */
    static ExchangedQuestion joined(
            int row,
            int line,
            @Nullable String id,
            ObjectNode seen,
            String notes,
            List<String> topics,
            List<String> remarks) {
        var parsed = MarkdownLayout.parse(notes);
        var content = parsed.known() > 0 ? parsed.content() : seen.objectNode();
        content.remove("title");
        if (parsed.known() > 0) {
            remarks.addAll(parsed.remarks());
        } else if (!notes.isBlank()) {
            content.put("strongAnswer", notes);
            remarks.add(
                    "The notes for the marker are not in our layout: they are taken as the strong"
                            + " answer.");
        }
        content.setAll(seen);
        if (!topics.isEmpty() && !sameTopics(content, topics)) {
            var list = content.putArray("topics");
            topics.forEach(list::add);
        }
        var mine = parsed.known() > 0 ? parsed.id() : null;
        return new ExchangedQuestion(
                row,
                line,
                mine == null ? id : mine,
                parsed.known() > 0 ? parsed.slug() : null,
                null,
                Texts.tidied(content),
                List.of(),
                remarks);
    }

    /** Other systems sort tags as they like. */
    private static boolean sameTopics(ObjectNode content, List<String> topics) {
        var known = content.path("topics");
        return known.size() == topics.size()
                && java.util.stream.StreamSupport.stream(known.spliterator(), false)
                        .allMatch(topic -> topics.contains(topic.asText()));
    }
}
