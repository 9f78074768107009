package io.greenroom.session.invitation;

import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.SessionState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * A session as calendars exchange it (RFC 5545, RFC 5546). Its UID is the session's id as long as
 * it lives, and SEQUENCE grows with what it says, so that an update takes the place of what a
 * calendar has. Times are instants in UTC: one event needs no time zone of its own.
 */
final class CalendarEntry {
    private static final String PRODUCT = "-//Greenroom//Mock sessions//EN";

    private CalendarEntry() {}

    /**
     * For those who lead with all who are invited; for others, and for peers, with themselves
     * alone, since addresses are nobody else's business.
     *
     * @param from the address that speaks for the organiser, who is named beside it
     * @param link where the entry leads
     */
    static String of(Participation session, String from, URI link, Instant now) {
        var cancelled = session.state() == SessionState.CANCELLED;
        var people =
                session.isPanel() && !session.peer()
                        ? session.participants()
                        : session.participants().stream()
                                .filter(one -> one.id().equals(session.participantId()))
                                .toList();
        return text(session, people, from, link, now, cancelled);
    }

    /** For somebody who is no longer invited: to them it is cancelled. */
    static String withdrawn(
            Participation session,
            Participation.Participant removed,
            String from,
            URI link,
            Instant now) {
        return text(session, List.of(removed), from, link, now, true);
    }

    private static String text(
            Participation session,
            List<Participation.Participant> people,
            String from,
            URI link,
            Instant now,
            boolean cancelled) {
        Method method = cancelled ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST;
        Status status =
                cancelled ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED;
        var event = new VEvent(false);
        event.add(new Uid(session.sessionId().toString()));
        event.add(new DtStamp(now.truncatedTo(ChronoUnit.SECONDS)));
        event.add(new DtStart<>(session.startsAt().truncatedTo(ChronoUnit.SECONDS)));
        event.add(
                new DtEnd<>(
                        session.startsAt()
                                .plus(session.minutes(), ChronoUnit.MINUTES)
                                .truncatedTo(ChronoUnit.SECONDS)));
        event.add(new Sequence(session.sequence()));
        event.add(new Summary(session.title()));
        event.add(new Description(description(session, link, cancelled)));
        event.add(new Url(link));
        event.add(status);
        event.add(ImmutableTransp.OPAQUE);
        var organizer = new Organizer(mailTo(from));
        organizer.add(new Cn(session.organiserName()));
        event.add(organizer);
        people.forEach(one -> event.add(attendee(one)));
        var calendar = new Calendar();
        calendar.add(new ProdId(PRODUCT));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(method);
        calendar.add(event);
        return folded(calendar);
    }

    /** As text, with long lines folded. */
    private static String folded(Calendar calendar) {
        var text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Attendee attendee(Participation.Participant one) {
        var address = one.address();
        // Whose address is not known takes part all the same.
        var attendee =
                new Attendee(
                        address == null ? URI.create("urn:uuid:" + one.id()) : mailTo(address));
        attendee.add(new Cn(one.name()));
        attendee.add(
                switch (one.role()) {
                    case INTERVIEWER -> Role.CHAIR;
                    case CANDIDATE -> Role.REQ_PARTICIPANT;
                    case OBSERVER -> Role.NON_PARTICIPANT;
                });
        attendee.add(PartStat.NEEDS_ACTION);
        // Answers by mail would reach nobody.
        attendee.add(Rsvp.FALSE);
        return attendee;
    }

    /** Addresses may hold what stands in no URI as it is. */
    private static URI mailTo(String address) {
        try {
            return new URI("mailto", address, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("An address that makes no URI", e);
        }
    }

    private static String description(Participation session, URI link, boolean cancelled) {
        if (cancelled) {
            return "Cancelled.";
        }
        var message = session.message();
        return (message == null ? "" : message + "\n\n") + "Come in: " + link;
    }
}
