package io.greenroom.catalog.curation;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.QuestionEdition;
import io.greenroom.catalog.question.QuestionState;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question as a curator works on it.
 *
 * @param versions newest first
 */
record CurationDetail(
        String id,
        String slug,
        String title,
        @Nullable String round,
        List<String> topics,
        String pack,
        String state,
        @Nullable Integer publishedVersion,
        @Nullable Integer latestVersion,
        @Nullable Instant retiredAt,
        @Nullable String retiredReason,
        Instant updatedAt,
        String updatedBy,
        @Nullable DraftView draft,
        List<Version> versions) {

    /**
     * Its draft.
     *
     * @param mayApprove whether the caller may approve it once it is in review
     */
    @Schema(name = "CurationDraft")
    record DraftView(
            DraftState state,
            long revision,
            String author,
            @Nullable Integer baseVersion,
            Instant updatedAt,
            String updatedBy,
            @Nullable Instant scheduledFor,
            String slug,
            DraftContent content,
            @Nullable String note,
            @Nullable Review review,
            boolean mayApprove) {

        static DraftView of(Draft draft, List<ReviewDecision> decisions, boolean mayApprove) {
            var requestedBy = draft.requestedBy();
            var requestedAt = draft.requestedAt();
            return new DraftView(
                    draft.state(),
                    draft.revision(),
                    draft.author(),
                    draft.baseVersion(),
                    draft.updatedAt(),
                    draft.updatedBy(),
                    draft.scheduledFor(),
                    draft.slug(),
                    DraftText.read(draft.content()),
                    draft.note(),
                    requestedBy == null || requestedAt == null
                            ? null
                            : new Review(
                                    requestedBy, requestedAt, draft.requestComment(), decisions),
                    mayApprove);
        }
    }

    /** Who asked for review last, and what all reviewers of this draft said. */
    @Schema(name = "DraftReview")
    record Review(
            String requestedBy,
            Instant requestedAt,
            @Nullable String comment,
            List<ReviewDecision> decisions) {}

    /** A published version. */
    @Schema(name = "PublishedVersion")
    record Version(int version, Instant publishedAt, String publishedBy, @Nullable String note) {}

    static CurationDetail of(
            QuestionState question, List<QuestionEdition> editions, @Nullable DraftView draft) {
        var content =
                draft != null
                        ? draft.content()
                        : editions.isEmpty()
                                ? null
                                : DraftContent.of(editions.getFirst().content());
        var title = content == null ? null : content.title();
        var newer = draft != null && draft.updatedAt().isAfter(question.updatedAt()) ? draft : null;
        return new CurationDetail(
                question.id(),
                draft == null ? question.slug() : draft.slug(),
                title != null
                        ? title
                        : editions.isEmpty() ? "" : editions.getFirst().content().title(),
                content == null || content.round() == null ? null : content.round().wire(),
                content == null ? List.of() : content.topics(),
                question.packId(),
                state(question, draft),
                question.publishedVersion() > 0 ? question.publishedVersion() : null,
                question.latestVersion() > 0 ? question.latestVersion() : null,
                question.retiredAt(),
                question.retiredReason(),
                newer == null ? question.updatedAt() : newer.updatedAt(),
                newer == null ? question.updatedBy() : newer.updatedBy(),
                draft,
                editions.stream()
                        .map(
                                edition ->
                                        new Version(
                                                edition.version(),
                                                edition.publishedAt(),
                                                edition.publishedBy(),
                                                edition.note()))
                        .toList());
    }

    private static String state(QuestionState question, @Nullable DraftView draft) {
        if (question.isRetired()) {
            return "retired";
        }
        if (question.isOffered()) {
            return "published";
        }
        return draft == null ? "discarded" : draft.state().wire();
    }
}
