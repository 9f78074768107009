package io.greenroom.session.scorecard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What goes out to the candidate, whole; once released it is kept as it went. Names are not part of
 * it: they are looked up, so that a deleted account is nobody's.
 *
 * @param score the mean of the items' scores, each as much as it was given time
 */
record Released(
        String feedback,
        @Nullable Recommendation recommendation,
        @Nullable Integer score,
        @Nullable String band,
        List<Item> items) {
    Released {
        items = List.copyOf(items);
    }

    /**
     * A question that was asked.
     *
     * @param text the document as it was at the end; quotes of the grade stand in it
     * @param grade as a practice grade is; absent when too little was seen
     * @param notSeen titles of the criteria that the session did not come to
     * @param moments all evidence, with its place in the session's timeline
     */
    @Schema(name = "ReportItem")
    record Item(
            UUID itemId,
            int minutes,
            String questionId,
            int questionVersion,
            String title,
            String round,
            String language,
            String text,
            @Nullable Grade grade,
            List<String> notSeen,
            List<Moment> moments) {}

    /** The same shape as {@code grade} of an attempt. */
    @Schema(name = "ReportGrade")
    record Grade(
            int score,
            String band,
            double confidence,
            boolean provisional,
            List<Criterion> criteria,
            List<RedFlag> redFlags,
            List<String> strengths,
            List<String> gaps,
            String nextStep,
            List<String> notices,
            Provenance provenance) {}

    @Schema(name = "ReportCriterion")
    record Criterion(
            String criterionId,
            String title,
            int weight,
            int level,
            double confidence,
            String rationale,
            List<Quote> evidence,
            List<String> missing) {}

    @Schema(name = "ReportRedFlag")
    record RedFlag(String id, String title, String severity, int cap, List<Quote> evidence) {}

    /** {@code text.substring(start, end)} equals the quote. */
    @Schema(name = "ReportQuote")
    record Quote(String quote, int start, int end) {}

    @Schema(name = "ReportProvenance")
    record Provenance(
            String grader,
            String graderVersion,
            String model,
            int rubricVersion,
            Instant gradedAt,
            long durationMillis) {}

    /**
     * Words of the session that show something.
     *
     * @param id of this piece of evidence
     * @param kind range or chat
     * @param criterionId what it shows; absent for a red flag
     */
    @Schema(name = "ReportMoment")
    record Moment(
            UUID id,
            String kind,
            @Nullable String criterionId,
            @Nullable String redFlagId,
            String quote,
            @Nullable Instant at,
            @Nullable String documentId,
            @Nullable Long version,
            @Nullable Integer from,
            @Nullable Integer to) {}

    /** What was said of a candidate is personal and never printed. */
    @Override
    public String toString() {
        return "Released[" + items.size() + " items]";
    }
}
