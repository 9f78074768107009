package io.greenroom.session.mock;

import io.greenroom.session.catalog.QuestionSnapshot;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question on the agenda of a session, at the version it had when it was put there. */
@Entity
@Table(name = "session_item")
class SessionItem {
    @Id private UUID id;

    @Column(name = "session_id", nullable = false)
    private UUID sessionId;

    @Column(nullable = false)
    private int position;

    @Column(name = "question_id", nullable = false)
    private String questionId;

    @Column(name = "question_version", nullable = false)
    private int questionVersion;

    @Column(nullable = false)
    private String title;

    @Column(nullable = false)
    private int minutes;

    @Column(name = "shown_at")
    private @Nullable Instant shownAt;

    protected SessionItem() {}

    static SessionItem of(UUID sessionId, int position, QuestionSnapshot question, int minutes) {
        var item = new SessionItem();
        item.id = UUID.randomUUID();
        item.sessionId = sessionId;
        item.position = position;
        item.questionId = question.questionId();
        item.questionVersion = question.version();
        item.title = question.title();
        item.minutes = minutes;
        return item;
    }

    void place(int newPosition, int newMinutes) {
        position = newPosition;
        minutes = newMinutes;
    }

    UUID id() {
        return id;
    }

    UUID sessionId() {
        return sessionId;
    }

    int position() {
        return position;
    }

    String questionId() {
        return questionId;
    }

    int questionVersion() {
        return questionVersion;
    }

    String title() {
        return title;
    }

    int minutes() {
        return minutes;
    }

    @Nullable Instant shownAt() {
        return shownAt;
    }
}
