package io.greenroom.catalog.question;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** What a list shows of a question; nothing of its rubric. */
public record QuestionSummary(
        String id,
        String slug,
        int version,
        String title,
        Round round,
        List<String> topics,
        QuestionContent.LevelRange level,
        int difficulty,
        int minutes,
        String answerFormat,
        List<String> companies,
        String excerpt) {

    /** Of a row that joins a question with its published version. */
    public static QuestionSummary of(Row row) {
        return new QuestionSummary(
                row.getString("question_id"),
                row.getString("slug"),
                row.getInteger("version"),
                row.getString("title"),
                Round.of(row.getString("round")),
                List.of(row.getArrayOfStrings("topics")),
                new QuestionContent.LevelRange(
                        QuestionContent.Level.valueOf("L" + row.getInteger("level_min")),
                        QuestionContent.Level.valueOf("L" + row.getInteger("level_max"))),
                row.getInteger("difficulty"),
                row.getInteger("minutes"),
                row.getString("answer_format"),
                List.of(row.getArrayOfStrings("companies")),
                row.getString("excerpt"));
    }
}
