package io.greenroom.catalog.duplicate;

import java.time.Instant;

/**
 * Another question that a curator linked with this one.
 *
 * @param direction "to" when this one was linked to it, "from" when it was linked to this one
 * @param linkedBy what they sign in with
 */
record LinkedQuestion(
        String id,
        String slug,
        String title,
        String state,
        LinkKind kind,
        String direction,
        String linkedBy,
        Instant linkedAt) {}
