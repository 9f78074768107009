package io.greenroom.grading.review;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which attempt a person should look at, to measure agreement. */
@Schema(
        name = "OpenReview",
        requiredProperties = {"attemptId"})
record OpenReview(@NotNull(message = "attemptId is missing.") UUID attemptId) {}
