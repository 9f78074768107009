package io.greenroom.catalog.question;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A question over all its versions; points at the one that is published. */
@Entity
@Table(name = "question")
class Question {
    @Id private String id;

    @Column(nullable = false)
    private String slug;

    @Column(name = "pack_id", nullable = false)
    private String packId;

    @Column(name = "published_version", nullable = false)
    private int publishedVersion;

    /** Of the published version's content, to tell a change from a repetition. */
    @Column(nullable = false)
    private String digest;

    protected Question() {}

    Question(String id, String slug, String packId, String digest) {
        this.id = id;
        this.slug = slug;
        this.packId = packId;
        this.publishedVersion = 1;
        this.digest = digest;
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

    boolean says(String otherSlug, String otherDigest) {
        return slug.equals(otherSlug) && digest.equals(otherDigest);
    }

    /** The next version, which takes the place of the published one. */
    void revise(String newSlug, String newDigest) {
        slug = newSlug;
        digest = newDigest;
        publishedVersion++;
    }
}
