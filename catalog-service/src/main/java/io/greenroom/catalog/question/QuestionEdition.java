package io.greenroom.catalog.question;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published version, whole.
 *
 * @param publishedBy a name; "content" when a file of the content directory was taken over
 * @param note what changed, as its publisher said
 */
public record QuestionEdition(
        int version,
        String slug,
        Instant publishedAt,
        String publishedBy,
        @Nullable String note,
        QuestionContent content) {}
