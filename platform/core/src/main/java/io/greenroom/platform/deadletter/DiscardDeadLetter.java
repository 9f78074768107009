package io.greenroom.platform.deadletter;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a dead letter is given up. Public, or the endpoint could not be intercepted. */
@Schema(name = "DiscardDeadLetter")
public record DiscardDeadLetter(@NotBlank @Size(max = 500) String reason) {}
