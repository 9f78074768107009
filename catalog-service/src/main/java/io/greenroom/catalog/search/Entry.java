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

    /** Null until it is computed. */
    private volatile @Nullable Meant meant;

    /**
     * @param vector of length 1
     */
    private record Meant(float[] vector, long[] sketch) {}

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
        if (meaning != null) {
            means(meaning);
        }
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
        var known = meant;
        return known == null ? null : known.vector();
    }

    /** A {@link Sketch} of the meaning; null until that is computed. */
    long @Nullable [] sketch() {
        var known = meant;
        return known == null ? null : known.sketch();
    }

    void means(float[] vector) {
        meant = new Meant(vector, Sketch.of(vector));
    }
}
