package io.greenroom.session.peer;

import io.greenroom.platform.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to practise with a peer.
 *
 * @param topics ids; a partner shares at least one
 * @param level what they prepare for; a partner's is at most one away
 * @param times beginnings that would suit, on the quarter of an hour; it takes a little over an
 *     hour, in which each interviews the other once
 * @param timeZone IANA name of where they are
 * @param displayName what the partner is to call them; without it their first name
 */
record AskForPeer(
        @NotEmpty(message = "topics are missing.") @Size(max = 10, message = "Name at most 10 topics.") List<
                                @NotNull(message = "A topic is null.") @Pattern(
                                        regexp = "[a-z0-9-]{1,80}",
                                        message = "A topic is named by its id.")
                                String>
                        topics,
        @NotNull(message = "level is missing.") @Pattern(regexp = "L[3-7]", message = "level must be L3 to L7.") String level,
        @NotEmpty(message = "times are missing.") @Size(max = 40, message = "Name at most 40 times.") List<@NotNull(message = "A time is null.") Instant> times,
        @NotBlank(message = "timeZone is missing.") String timeZone,
        @Size(max = 60, message = "A name has at most 60 characters.") @Pattern(regexp = "[^\\p{Cntrl}]*", message = "A name is one line.") @Nullable String displayName) {
    private static final Duration FARTHEST = Duration.ofDays(60);
    private static final long QUARTER = 15 * 60;

    /**
     * What the partner gets to know: never the account, which is how they sign in.
     *
     * @param givenName as their account has it
     */
    String calledBy(@Nullable String givenName) {
        if (displayName != null && !displayName.isBlank()) {
            return displayName.strip();
        }
        return givenName == null ? "A peer" : givenName;
    }

    /** Refuses what no annotation can say. */
    void check(Instant now) {
        for (int i = 0; i < times.size(); i++) {
            var time = times.get(i);
            if (time.getEpochSecond() % QUARTER != 0 || time.getNano() != 0) {
                throw ProblemException.invalid(
                        "/times/" + i, "Times are on the quarter of an hour, so that they meet.");
            }
            if (!time.isAfter(now) || time.isAfter(now.plus(FARTHEST))) {
                throw ProblemException.invalid("/times/" + i, "Times are ahead, within 60 days.");
            }
        }
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw ProblemException.invalid("/timeZone", "There is no such time zone.");
        }
    }
}
