package io.greenroom.catalog.curation;

import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file of the content directory says of a question, and what it said when database and file
 * last agreed.
 */
@Entity
@Table(name = "content_file_question")
class FileQuestion {
    @Id
    @Column(name = "question_id")
    private String questionId;

    /** The file. */
    @Column(nullable = false)
    private String source;

    @Column(name = "pack_id", nullable = false)
    private String packId;

    @Column(nullable = false)
    private String slug;

    @Column(nullable = false)
    private String digest;

    @Column(nullable = false, columnDefinition = "text")
    private String content;

    @Column(name = "taken_slug")
    private @Nullable String takenSlug;

    @Column(name = "taken_digest")
    private @Nullable String takenDigest;

    @Column(name = "accepted_digest")
    private @Nullable String acceptedDigest;

    @Column(name = "accepted_against")
    private @Nullable String acceptedAgainst;

    /** False when the files don't have the question any more. */
    @Column(nullable = false)
    private boolean present;

    @Column(name = "seen_at", nullable = false)
    private Instant seenAt;

    protected FileQuestion() {}

    /** Of a question that the files don't have. */
    static FileQuestion absent(QuestionState question, Instant now) {
        var none = new FileQuestion();
        none.questionId = question.id();
        none.source = "";
        none.packId = question.packId();
        none.slug = question.slug();
        none.digest = "";
        none.content = "{}";
        none.seenAt = now;
        return none;
    }

    FileQuestion(String source, String packId, CuratedQuestion says, Instant now) {
        this.questionId = says.id();
        says(source, packId, says, now);
    }

    void says(String newSource, String newPackId, CuratedQuestion says, Instant now) {
        source = newSource;
        packId = newPackId;
        slug = says.slug();
        digest = PublishQuestions.digestOf(says.content());
        content = DraftText.of(DraftContent.of(says.content()));
        present = true;
        seenAt = now;
    }

    /** The database holds what the file says now. */
    void taken() {
        takenSlug = slug;
        takenDigest = digest;
    }

    /** Whether nobody has changed the database since it held what the file said. */
    boolean isStillHeldBy(QuestionState question) {
        return question.isOffered()
                && question.slug().equals(takenSlug)
                && question.digest().equals(takenDigest);
    }

    boolean equalsThat(QuestionState question) {
        return question.slug().equals(slug) && question.digest().equals(digest);
    }

    /** The database is right, as long as neither side changes. */
    void accept(QuestionState question) {
        acceptedDigest = keyOf(question);
        acceptedAgainst = key();
    }

    boolean isAccepted(QuestionState question) {
        return Objects.equals(acceptedDigest, keyOf(question))
                && Objects.equals(acceptedAgainst, key());
    }

    private String key() {
        return present ? packId + " " + slug + " " + digest : "-";
    }

    private static String keyOf(QuestionState question) {
        return "%s %s %s %s"
                .formatted(
                        question.packId(),
                        question.slug(),
                        question.digest(),
                        question.isOffered() ? "offered" : "retired");
    }

    String questionId() {
        return questionId;
    }

    String source() {
        return source;
    }

    String packId() {
        return packId;
    }

    String slug() {
        return slug;
    }

    DraftContent content() {
        return DraftText.read(content);
    }

    boolean isPresent() {
        return present;
    }
}
