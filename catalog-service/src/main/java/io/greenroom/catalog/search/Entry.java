package io.greenroom.catalog.search;

import io.greenroom.catalog.question.QuestionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A published question as search knows it. Holds nothing that a candidate may not read. */
final class Entry {
    private final QuestionSummary summary;
    private final Instant publishedAt;
    private final Set<String> covers;
    private final String sortTitle;

    /** The words of its text as they are written, in lower case, each once. */
    private final String[] words;

    private final int[] topics;
    private final int[] companies;

    /** Of length 1; null until it is computed. */
    private volatile float @Nullable [] meaning;

    Entry(
            QuestionSummary summary,
            Instant publishedAt,
            List<String> covers,
            String[] words,
            int[] topics,
            int[] companies,
            float @Nullable [] meaning) {
        this.summary = summary;
        this.publishedAt = publishedAt;
        this.covers = Set.copyOf(covers);
        this.sortTitle = summary.title().toLowerCase(Locale.ROOT);
        this.words = words;
        this.topics = topics;
        this.companies = companies;
        this.meaning = meaning;
    }

    QuestionSummary summary() {
        return summary;
    }

    String id() {
        return summary.id();
    }

    Instant publishedAt() {
        return publishedAt;
    }

    Set<String> covers() {
        return covers;
    }

    /** In lower case. */
    String sortTitle() {
        return sortTitle;
    }

    String[] words() {
        return words;
    }

    /** Numbers of {@link Names}. */
    int[] topics() {
        return topics;
    }

    /** Numbers of {@link Names}. */
    int[] companies() {
        return companies;
    }

    /** Of length 1; null until it is computed. */
    float @Nullable [] meaning() {
        return meaning;
    }

    /** To be told to the {@link Corpus} that holds this, which has to know it too. */
    void means(float[] vector) {
        meaning = vector;
    }
}
