package io.greenroom.catalog.question;

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
        String excerpt) {}
