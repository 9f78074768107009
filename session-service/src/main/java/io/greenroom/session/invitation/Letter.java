package io.greenroom.session.invitation;

import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import io.greenroom.session.mock.SessionState;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, before it is text or HTML.
 *
 * @param details short facts, each with its label
 * @param message the organiser's own words, if there are any
 * @param action what the link is for
 */
record Letter(
        String subject,
        String heading,
        String introduction,
        List<Detail> details,
        @Nullable String message,
        String action,
        URI link,
        String closing) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    record Detail(String label, String value) {}

    /**
     * @param known whether they had a mail about this session before
     * @param link a join link, or the page that the mail is about
     */
    static Letter of(
            MailKind kind,
            Participation session,
            Participation.Participant whom,
            boolean known,
            URI link) {
        var zone = whom.timeZone() == null ? session.timeZone() : whom.timeZone();
        var day = SHORT_DAY.format(session.startsAt().atZone(zone));
        var title = session.title();
        var organiser = session.organiserName();
        if (kind == MailKind.INVITATION && isToScore(session)) {
            return new Letter(
                    "To score: " + title,
                    "A mock interview waits for your scorecard",
                    "“"
                            + title
                            + "” took place without you, and you are asked to score it. Its replay"
                            + " shows what was put, written, drawn and typed in the chat.",
                    details(session, whom, zone),
                    null,
                    "Score it",
                    link,
                    "The candidate reads what you find when you release it.");
        }
        return switch (kind) {
            case INVITATION, UPDATE ->
                    known
                            ? new Letter(
                                    "Changed: " + title + ", " + day,
                                    "A mock interview has changed",
                                    "The plan of “"
                                            + title
                                            + "” is another now. This is what holds:",
                                    details(session, whom, zone),
                                    session.message(),
                                    "Come in",
                                    link,
                                    "The link is yours alone: it lets in nobody but your account,"
                                            + " and takes the place of the one before.")
                            : new Letter(
                                    "Invitation: " + title + ", " + day,
                                    session.peer()
                                            ? "A partner to practise with was found"
                                            : "You are invited to a mock interview",
                                    session.peer()
                                            ? "You asked for somebody to practise with. "
                                                    + purpose(whom.role())
                                            : organiser
                                                    + " invites you to “"
                                                    + title
                                                    + "”. "
                                                    + purpose(whom.role()),
                                    details(session, whom, zone),
                                    session.message(),
                                    "Come in",
                                    link,
                                    "The link is yours alone: it lets in nobody but your account.");
            case CANCELLATION ->
                    new Letter(
                            "Cancelled: " + title + ", " + day,
                            "A mock interview is cancelled",
                            "“"
                                    + title
                                    + "” does not take place."
                                    + (session.cancelReason() == null
                                            ? ""
                                            : " The reason: " + session.cancelReason()),
                            details(session, whom, zone),
                            null,
                            "Look at it",
                            link,
                            "Your calendar forgets it with the entry beside this mail.");
            case REMOVAL ->
                    new Letter(
                            "Withdrawn: " + title + ", " + day,
                            "You are no longer expected at a mock interview",
                            "“" + title + "” takes place without you.",
                            List.of(new Detail("When", when(session, zone))),
                            null,
                            "Your sessions",
                            link,
                            "Your calendar forgets it with the entry beside this mail.");
            case RELEASE ->
                    new Letter(
                            "Feedback: " + title,
                            "The feedback on your mock interview is there",
                            "Those who interviewed you in “"
                                    + title
                                    + "” have released what they found: scores, the places they"
                                    + " rest on, and what to do next.",
                            List.of(new Detail("Interview", when(session, zone))),
                            null,
                            "Read it",
                            link,
                            "You can answer it there, and say how the interview was for you.");
        };
    }

    /** Whether a calendar is to take something over. */
    static boolean hasCalendar(MailKind kind, Participation session) {
        return switch (kind) {
            case INVITATION -> !isToScore(session);
            case UPDATE, CANCELLATION, REMOVAL -> true;
            case RELEASE -> false;
        };
    }

    /** Who is invited now has nothing to come to: they are asked to score what took place. */
    static boolean isToScore(Participation session) {
        return session.state() == SessionState.SCORING;
    }

    /**
     * What a mail of that kind says is no longer so.
     *
     * @param written when it was called for
     */
    static boolean isOutdated(MailKind kind, int sequence, Instant written, Participation session) {
        return switch (kind) {
            case INVITATION, UPDATE -> {
                var ended = session.endedAt();
                yield switch (session.state()) {
                    case SCHEDULED, LIVE -> session.sequence() != sequence;
                    // Whoever else is asked to score it, too, takes nobody's place.
                    case SCORING -> ended == null || written.isBefore(ended);
                    case RELEASED, CANCELLED, NO_SHOW -> true;
                };
            }
            case CANCELLATION, REMOVAL, RELEASE -> false;
        };
    }

    private static String purpose(Role role) {
        return switch (role) {
            case CANDIDATE -> "You will be interviewed.";
            case INTERVIEWER -> "You will interview; the guide waits beside the room.";
            case OBSERVER -> "You will watch, and see what the candidate sees.";
        };
    }

    private static List<Detail> details(
            Participation session, Participation.Participant whom, ZoneId zone) {
        var details = new ArrayList<Detail>();
        details.add(new Detail("When", when(session, zone)));
        if (!zone.equals(session.timeZone())) {
            details.add(new Detail("There", when(session, session.timeZone())));
        }
        var others =
                session.participants().stream()
                        .filter(one -> !one.id().equals(whom.id()))
                        .map(one -> one.name() + " (" + word(one.role()) + ")")
                        .toList();
        if (!others.isEmpty()) {
            details.add(new Detail("With", String.join(", ", others)));
        }
        return details;
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String when(Participation session, ZoneId zone) {
        var start = session.startsAt().atZone(zone);
        var end = start.plusMinutes(session.minutes());
        return "%s, %s to %s (%s, UTC%s)"
                .formatted(
                        DAY.format(start),
                        TIME.format(start),
                        TIME.format(end),
                        zone.getId(),
                        OFFSET.format(start));
    }

    /** As the templates ask for it. */
    Map<String, Object> data() {
        return Map.of(
                "heading",
                heading,
                "introduction",
                introduction,
                "details",
                details.stream()
                        .map(one -> Map.of("label", one.label(), "value", one.value()))
                        .toList(),
                "message",
                message == null ? "" : message,
                "action",
                action,
                "link",
                link.toString(),
                "closing",
                closing);
    }

    /** Who holds the link comes in. */
    @Override
    public String toString() {
        return "Letter";
    }
}
