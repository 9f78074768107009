package io.greenroom.catalog.question;

import io.greenroom.catalog.audit.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A question over all its versions; points at the one that is offered. */
@Entity
@Table(name = "question")
class Question {
    /** Nothing is offered: never published, or retired. */
    private static final int NONE = 0;

    @Id private String id;

    @Column(nullable = false)
    private String slug;

    @Column(name = "pack_id", nullable = false)
    private String packId;

    @Column(name = "published_version", nullable = false)
    private int publishedVersion;

    @Column(name = "latest_version", nullable = false)
    private int latestVersion;

    /** Of the latest version's content, to tell a change from a repetition. */
    @Column(nullable = false)
    private String digest;

    @Column(name = "retired_at")
    private @Nullable Instant retiredAt;

    @Column(name = "retired_reason")
    private @Nullable String retiredReason;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "updated_by", nullable = false)
    private String updatedBy;

    protected Question() {}

    /** A question of which nothing is published yet. */
    Question(String id, String slug, String packId, Actor actor, Instant now) {
        this.id = id;
        this.slug = slug;
        this.packId = packId;
        this.publishedVersion = NONE;
        this.latestVersion = NONE;
        this.digest = "";
        touch(actor, now);
    }

    String id() {
        return id;
    }

    String slug() {
        return slug;
    }

    String packId() {
        return packId;
    }

    int publishedVersion() {
        return publishedVersion;
    }

    int latestVersion() {
        return latestVersion;
    }

    QuestionState state() {
        return new QuestionState(
                id,
                slug,
                packId,
                publishedVersion,
                latestVersion,
                digest,
                retiredAt,
                retiredReason,
                updatedAt,
                updatedBy);
    }

    boolean says(String otherSlug, String otherDigest) {
        return slug.equals(otherSlug) && digest.equals(otherDigest);
    }

    /** The next version, which takes the place of the published one, or is offered again. */
    void revise(String newSlug, String newDigest, Actor actor, Instant now) {
        slug = newSlug;
        digest = newDigest;
        latestVersion++;
        publishedVersion = latestVersion;
        retiredAt = null;
        retiredReason = null;
        touch(actor, now);
    }

    void retire(String reason, Actor actor, Instant now) {
        publishedVersion = NONE;
        retiredAt = now;
        retiredReason = reason;
        touch(actor, now);
    }

    void move(String toPack, Actor actor, Instant now) {
        packId = toPack;
        touch(actor, now);
    }

    private void touch(Actor actor, Instant now) {
        updatedAt = now;
        updatedBy = actor.name();
    }
}
