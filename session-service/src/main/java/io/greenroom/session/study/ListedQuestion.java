package io.greenroom.session.study;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** What a list shows of a question. */
record ListedQuestion(
        String id,
        String slug,
        String title,
        String round,
        List<String> topics,
        int minutes,
        int difficulty) {
    /** The columns of {@code question q} that make one. */
    static final String COLUMNS =
            " q.id, q.slug, q.title, q.round, q.topics, q.minutes, q.difficulty ";

    ListedQuestion {
        topics = List.copyOf(topics);
    }

    static ListedQuestion of(Row row) {
        return new ListedQuestion(
                row.getString("id"),
                row.getString("slug"),
                row.getString("title"),
                row.getString("round"),
                List.of(row.getArrayOfStrings("topics")),
                row.getInteger("minutes"),
                row.getInteger("difficulty"));
    }
}
