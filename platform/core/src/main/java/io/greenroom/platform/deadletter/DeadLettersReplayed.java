package io.greenroom.platform.deadletter;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a replay of all of a cause did.
 *
 * @param left how many of the cause can still be replayed: ask again
 */
@Schema(
        name = "DeadLettersReplayed",
        requiredProperties = {"replayed", "left"})
record DeadLettersReplayed(int replayed, long left) {}
