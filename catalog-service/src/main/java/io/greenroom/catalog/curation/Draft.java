package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.question.DraftContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The next version of a question while it is being written. Whoever calls has made sure that the
 * state allows it ({@link DraftState}); each change raises the revision.
 */
@Entity
@Table(name = "question_draft")
class Draft {
    @Id
    @Column(name = "question_id")
    private String questionId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private DraftState state;

    @Column(nullable = false)
    private long revision;

    @Column(nullable = false)
    private String slug;

    @Column(name = "base_version")
    private @Nullable Integer baseVersion;

    @Column(nullable = false, columnDefinition = "text")
    private String content;

    @Column(nullable = false)
    private String title;

    @Column private @Nullable String round;

    @Column(nullable = false, columnDefinition = "text[]")
    private String[] topics;

    @Column(name = "author_id", nullable = false)
    private String authorId;

    @Column(nullable = false)
    private String author;

    @Column(nullable = false, columnDefinition = "text[]")
    private String[] editors;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "updated_by_id", nullable = false)
    private String updatedById;

    @Column(name = "updated_by", nullable = false)
    private String updatedBy;

    @Column(name = "requested_by")
    private @Nullable String requestedBy;

    @Column(name = "requested_at")
    private @Nullable Instant requestedAt;

    @Column(name = "request_comment")
    private @Nullable String requestComment;

    @Column(nullable = false, columnDefinition = "text")
    private String decisions;

    @Column(name = "scheduled_for")
    private @Nullable Instant scheduledFor;

    @Column(name = "scheduled_by_id")
    private @Nullable String scheduledById;

    @Column(name = "scheduled_by")
    private @Nullable String scheduledBy;

    @Column private @Nullable String note;

    protected Draft() {}

    /**
     * @param afterRevision the last revision that an earlier draft of the question had
     * @param json the content, as it is stored
     */
    Draft(
            String questionId,
            String slug,
            @Nullable Integer baseVersion,
            DraftContent content,
            String json,
            long afterRevision,
            Actor author,
            Instant now) {
        this.questionId = questionId;
        this.state = DraftState.DRAFT;
        this.revision = afterRevision;
        this.baseVersion = baseVersion;
        this.authorId = author.id();
        this.author = author.name();
        this.editors = new String[0];
        this.decisions = "{\"decisions\":[]}";
        write(slug, content, json, author, now);
    }

    String questionId() {
        return questionId;
    }

    DraftState state() {
        return state;
    }

    long revision() {
        return revision;
    }

    String slug() {
        return slug;
    }

    @Nullable Integer baseVersion() {
        return baseVersion;
    }

    String content() {
        return content;
    }

    String title() {
        return title;
    }

    String authorId() {
        return authorId;
    }

    String author() {
        return author;
    }

    List<String> editors() {
        return List.of(editors);
    }

    Instant updatedAt() {
        return updatedAt;
    }

    String updatedBy() {
        return updatedBy;
    }

    @Nullable String requestedBy() {
        return requestedBy;
    }

    @Nullable Instant requestedAt() {
        return requestedAt;
    }

    @Nullable String requestComment() {
        return requestComment;
    }

    String decisions() {
        return decisions;
    }

    @Nullable Instant scheduledFor() {
        return scheduledFor;
    }

    @Nullable String note() {
        return note;
    }

    /** Who scheduled it, for whom it is then published. */
    Actor scheduler() {
        return new Actor(
                Objects.requireNonNull(scheduledById), Objects.requireNonNull(scheduledBy));
    }

    boolean says(String otherSlug, String json) {
        return slug.equals(otherSlug) && content.equals(json);
    }

    boolean wasWorkedOnBy(Actor actor) {
        return Arrays.asList(editors).contains(actor.id());
    }

    /** Says something else; an approval was for what it said before, so it goes. */
    void edit(String newSlug, DraftContent newContent, String json, Actor actor, Instant now) {
        if (state == DraftState.APPROVED) {
            state = DraftState.IN_REVIEW;
        }
        write(newSlug, newContent, json, actor, now);
    }

    /** Takes that published version into account; who approved it has not seen that. */
    void rebase(int version, Actor actor, Instant now) {
        if (state == DraftState.APPROVED) {
            state = DraftState.IN_REVIEW;
        }
        baseVersion = version;
        touch(actor, now);
    }

    /** Follows a version that says the same as its base did. */
    void follow(int version) {
        baseVersion = version;
    }

    void requestReview(@Nullable String comment, Actor actor, Instant now) {
        state = DraftState.IN_REVIEW;
        requestedBy = actor.name();
        requestedAt = now;
        requestComment = comment;
        touch(actor, now);
    }

    void withdraw(Actor actor, Instant now) {
        state = DraftState.DRAFT;
        touch(actor, now);
    }

    /**
     * @param allDecisions with the new one, as they are stored
     */
    void decide(boolean approved, String allDecisions, Actor actor, Instant now) {
        state = approved ? DraftState.APPROVED : DraftState.DRAFT;
        decisions = allDecisions;
        touch(actor, now);
    }

    void schedule(Instant at, @Nullable String newNote, Actor actor, Instant now) {
        state = DraftState.SCHEDULED;
        scheduledFor = at;
        scheduledById = actor.id();
        scheduledBy = actor.name();
        note = newNote;
        touch(actor, now);
    }

    /** Off the schedule; it stays approved, or a draft where nobody has to approve. */
    void unschedule(DraftState to, Actor actor, Instant now) {
        state = to;
        scheduledFor = null;
        scheduledById = null;
        scheduledBy = null;
        touch(actor, now);
    }

    /** Was worked on by these before, so none of them approves it. */
    void rememberEditors(List<String> earlier) {
        var all = new TreeSet<>(earlier);
        all.addAll(List.of(editors));
        editors = all.toArray(String[]::new);
    }

    private void write(
            String newSlug, DraftContent newContent, String json, Actor actor, Instant now) {
        slug = newSlug;
        content = json;
        title = newContent.title() == null ? "" : newContent.title();
        round = newContent.round() == null ? null : newContent.round().wire();
        topics = newContent.topics().toArray(String[]::new);
        rememberEditors(List.of(actor.id()));
        touch(actor, now);
    }

    private void touch(Actor actor, Instant now) {
        revision++;
        updatedAt = now;
        updatedById = actor.id();
        updatedBy = actor.name();
    }
}
