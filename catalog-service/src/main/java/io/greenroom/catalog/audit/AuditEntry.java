package io.greenroom.catalog.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deed.
 *
 * @param who the subject of their token; "content" for what the content directory brought
 * @param summary one sentence for a person
 * @param detail what else was kept of it
 */
record AuditEntry(
        long id,
        Instant at,
        String who,
        String whoName,
        String action,
        @Nullable String questionId,
        @Nullable String title,
        String summary,
        @Nullable JsonNode detail) {}
