package io.greenroom.catalog.question;

import java.util.List;

/**
 * What is looked for: values within a list are alternatives, lists are joined by and; an empty list
 * asks for nothing.
 *
 * @param words words, "phrases", -excluded words; may be empty
 */
record QuestionQuery(
        String words,
        List<String> topics,
        List<Round> rounds,
        List<QuestionContent.Level> levels,
        List<Integer> difficulties,
        List<String> companies,
        List<String> covers,
        Sort sort) {

    /** In which order the found questions come. */
    enum Sort {
        RELEVANCE("rank desc, title"),
        TITLE("title"),
        MINUTES("minutes, title"),
        DIFFICULTY("difficulty, title"),
        NEWEST("published_at desc, title");

        private final String orderBy;

        Sort(String orderBy) {
            this.orderBy = orderBy;
        }

        String orderBy() {
            return orderBy;
        }
    }
}
