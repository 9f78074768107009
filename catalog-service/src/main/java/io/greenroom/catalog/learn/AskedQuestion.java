package io.greenroom.catalog.learn;

import io.greenroom.catalog.question.QuestionContent.LevelRange;
import io.greenroom.catalog.question.Round;
import java.util.List;

/** What learning content needs to know of a question to refer to it. */
public record AskedQuestion(
        String id, Round round, List<String> topics, List<String> companies, LevelRange level) {
    public AskedQuestion {
        topics = List.copyOf(topics);
        companies = List.copyOf(companies);
    }
}
