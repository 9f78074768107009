package io.greenroom.grading.spending;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was spent.
 *
 * @param grades answers that a model graded
 * @param cached answers that needed no call, since the same one was graded before
 * @param failed answers that a model could not grade
 * @param calls requests that reached a provider
 * @param costMicros millionths of a US dollar; absent while a price is not configured
 */
@Schema(
        name = "UsageFigures",
        requiredProperties = {"grades", "cached", "failed", "calls", "inputTokens", "outputTokens"})
public record FiguresView(
        int grades,
        int cached,
        int failed,
        int calls,
        long inputTokens,
        long outputTokens,
        @Nullable Long costMicros) {}
