package io.greenroom.grading.review;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A random share of past attempts that people should look at.
 *
 * @param share more than 0, at most 1
 * @param since only those that were graded then or later
 */
@Schema(
        name = "SampleReviews",
        requiredProperties = {"share"})
record SampleReviews(
        @DecimalMin(value = "0", inclusive = false, message = "share must be more than 0.") @DecimalMax(value = "1", message = "share is at most 1.") double share,
        @Nullable String questionId,
        @Nullable Instant since) {

    /**
     * How many were put into the queue.
     *
     * @param considered attempts within the bounds that nobody has marked yet
     */
    @Schema(
            name = "SampledReviews",
            requiredProperties = {"opened", "considered"})
    record Sampled(int opened, int considered) {}
}
