package io.greenroom.grading.appeal;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether the current grade may be appealed.
 *
 * @param until when it no longer may be
 * @param why it may not be, for the candidate
 */
@Schema(
        name = "Appealable",
        requiredProperties = {"allowed"})
public record AppealableView(boolean allowed, @Nullable Instant until, @Nullable String why) {
    static AppealableView until(Instant until) {
        return new AppealableView(true, until, null);
    }

    static AppealableView no(String why) {
        return new AppealableView(false, null, why);
    }
}
