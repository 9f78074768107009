package io.greenroom.session.mock;

import io.greenroom.platform.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a session is to be.
 *
 * @param timeZone IANA name of where it is planned
 * @param minutes how long it is to last; without it as long as its questions together
 * @param participants without the organiser, who is an interviewer unless they are listed
 */
record SessionDraft(
        @NotBlank(message = "title is missing.") @Size(max = 200, message = "A title has at most 200 characters.") String title,
        @NotNull(message = "startsAt is missing.") Instant startsAt,
        @NotBlank(message = "timeZone is missing.") String timeZone,
        @Min(value = 5, message = "A session lasts at least 5 minutes.") @Max(value = 480, message = "A session lasts at most 8 hours.") @Nullable Integer minutes,
        @Size(max = 2_000, message = "A message has at most 2,000 characters.") @Nullable String message,
        @Size(max = 100, message = "A loop's id has at most 100 characters.") @Nullable String loopId,
        @NotNull(message = "participants are missing; they may be none.") @Size(max = 20, message = "A session has at most 20 participants.") List<@Valid @NotNull(message = "A participant is null.") Invited> participants,
        @NotEmpty(message = "The agenda is empty.") @Size(max = 20, message = "An agenda has at most 20 questions.") List<@Valid @NotNull(message = "An item of the agenda is null.") Planned> agenda) {
    private static final Duration SLACK = Duration.ofHours(1);
    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final int LONGEST_MINUTES = 480;

    /**
     * Who is invited.
     *
     * @param account the account's name, or an e-mail address
     * @param name how to call them; without it the account, of an address what stands before the @
     * @param timeZone where they are, if that is known
     */
    record Invited(
            @NotNull(message = "role is missing.") Role role,
            @NotBlank(message = "account is missing.") @Size(max = 254, message = "An account has at most 254 characters.") @Pattern(
                            regexp = "[^\\s\\p{Cntrl}<>\",;]+",
                            message = "An account is a name or an e-mail address, without blanks.")
                    String account,
            @Size(max = 100, message = "A name has at most 100 characters.") @Pattern(regexp = "[^\\p{Cntrl}]*", message = "A name is one line.") @Nullable String name,
            @Nullable String timeZone) {
        String key() {
            return account.toLowerCase(Locale.ROOT);
        }

        String called() {
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
            // Everybody who takes part sees the name; the address is not theirs to see.
            int at = account.indexOf('@');
            return at > 0 ? account.substring(0, at) : account;
        }

        /** Who it is is personal and never printed. */
        @Override
        public String toString() {
            return "Invited[" + role + "]";
        }
    }

    /** A question for the agenda; without minutes as many as the question says. */
    record Planned(
            @NotBlank(message = "questionId is missing.") String questionId,
            @Min(value = 1, message = "A question takes at least a minute.") @Max(value = 480, message = "A question takes at most 8 hours.") @Nullable Integer minutes) {}

    /** Refuses what no annotation can say. */
    void check(Instant now) {
        if (title.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("/title", "A title is one line.");
        }
        if (startsAt.isBefore(now.minus(SLACK)) || startsAt.isAfter(now.plus(FARTHEST))) {
            throw ProblemException.invalid(
                    "/startsAt", "A session starts from now on, within a year.");
        }
        zone("/timeZone", timeZone);
        var accounts = new HashSet<String>();
        int candidates = 0;
        for (int i = 0; i < participants.size(); i++) {
            var one = participants.get(i);
            if (!accounts.add(one.key())) {
                throw ProblemException.invalid(
                        "/participants/" + i + "/account", "Nobody is invited twice.");
            }
            if (one.role() == Role.CANDIDATE && ++candidates > 1) {
                throw ProblemException.invalid(
                        "/participants/" + i + "/role", "A session has one candidate.");
            }
            if (one.timeZone() != null) {
                zone("/participants/" + i + "/timeZone", one.timeZone());
            }
        }
        var questions = new HashSet<String>();
        for (int i = 0; i < agenda.size(); i++) {
            if (!questions.add(agenda.get(i).questionId())) {
                throw ProblemException.invalid(
                        "/agenda/" + i + "/questionId", "A question stands on the agenda once.");
            }
        }
    }

    /** How long it lasts when its questions take that long. */
    int minutes(int ofQuestions) {
        return minutes == null ? Math.clamp(ofQuestions, 5, LONGEST_MINUTES) : minutes;
    }

    private static void zone(String pointer, String name) {
        try {
            // Offsets would be wrong after the next change of clocks.
            if (ZoneId.of(name).getRules().isFixedOffset() && !name.equals("UTC")
                    || !ZoneId.getAvailableZoneIds().contains(name)) {
                throw ProblemException.invalid(
                        pointer, "A time zone is named as Europe/Berlin is.");
            }
        } catch (DateTimeException e) {
            throw ProblemException.invalid(pointer, "There is no such time zone.");
        }
    }

    /** Whom it invites is personal and never printed. */
    @Override
    public String toString() {
        return "SessionDraft[" + startsAt + "]";
    }
}
