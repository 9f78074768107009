package io.greenroom.catalog.search;

import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.question.Round;
import java.util.List;

/**
 * What is looked for: values within a list are alternatives, lists are joined by and; an empty list
 * asks for nothing.
 *
 * @param words words, "phrases", -excluded words; may be empty
 */
record SearchQuery(
        String words,
        List<String> topics,
        List<Round> rounds,
        List<QuestionContent.Level> levels,
        List<Integer> difficulties,
        List<String> companies,
        List<String> covers,
        Sort sort) {
    SearchQuery {
        topics = List.copyOf(topics);
        rounds = List.copyOf(rounds);
        levels = List.copyOf(levels);
        difficulties = List.copyOf(difficulties);
        companies = List.copyOf(companies);
        covers = List.copyOf(covers);
    }

    static SearchQuery of(String words) {
        return new SearchQuery(
                words,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                words.isBlank() ? Sort.TITLE : Sort.RELEVANCE);
    }

    /** In which order the found questions come. */
    enum Sort {
        RELEVANCE,
        TITLE,
        MINUTES,
        DIFFICULTY,
        NEWEST
    }
}
