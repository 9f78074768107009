package io.greenroom.catalog.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import java.util.Arrays;
import java.util.Optional;

/** What can be done to a question. */
public enum AuditAction {
    CREATED,
    DRAFT_STARTED,
    DRAFT_EDITED,
    DRAFT_DISCARDED,
    DRAFT_RESTORED,
    REVIEW_REQUESTED,
    REVIEW_WITHDRAWN,
    APPROVED,
    RETURNED,
    SCHEDULED,
    UNSCHEDULED,
    PUBLISHED,
    PUBLICATION_FAILED,
    RETIRED,
    REINSTATED,
    MOVED,
    IMPORTED,
    FILE_APPLIED,
    DIFFERENCE_SETTLED,
    BULK_APPLIED,
    BULK_UNDONE,
    LINKED,
    UNLINKED,
    MERGED;

    /** As it stands in addresses and answers, e.g. {@code draft-edited}. */
    @JsonValue
    public String wire() {
        return Slugs.of(this);
    }

    static Optional<AuditAction> of(String wire) {
        return Arrays.stream(values()).filter(action -> action.wire().equals(wire)).findFirst();
    }
}
