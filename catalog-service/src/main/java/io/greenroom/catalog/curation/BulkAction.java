package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One deed on many questions, with what is needed to take it back. */
@Entity
@Table(name = "bulk_action")
class BulkAction {
    @Id private UUID id;

    @Column(name = "at", nullable = false)
    private Instant doneAt;

    @Column(name = "by_id", nullable = false)
    private String byId;

    @Column(name = "by_name", nullable = false)
    private String byName;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private BulkRequest.Action action;

    @Column private @Nullable String value;

    @Column(nullable = false, columnDefinition = "text")
    private String items;

    @Column(name = "undone_at")
    private @Nullable Instant undoneAt;

    @Column(name = "undone_by")
    private @Nullable String undoneBy;

    protected BulkAction() {}

    BulkAction(
            Actor actor,
            BulkRequest.Action action,
            @Nullable String value,
            String items,
            Instant now) {
        this.id = UUID.randomUUID();
        this.doneAt = now;
        this.byId = actor.id();
        this.byName = actor.name();
        this.action = action;
        this.value = value;
        this.items = items;
    }

    UUID id() {
        return id;
    }

    Instant at() {
        return doneAt;
    }

    String by() {
        return byName;
    }

    BulkRequest.Action action() {
        return action;
    }

    @Nullable String value() {
        return value;
    }

    String items() {
        return items;
    }

    @Nullable Instant undoneAt() {
        return undoneAt;
    }

    @Nullable String undoneBy() {
        return undoneBy;
    }

    void undo(Actor actor, Instant now) {
        undoneAt = now;
        undoneBy = actor.name();
    }
}
