package io.greenroom.session.mock;

import io.greenroom.platform.json.StoredJson;
import io.greenroom.session.catalog.PublishedQuestions;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Planning sessions. Each method is one transaction and answers after its commit. */
@ApplicationScoped
class Scheduling {
    private final MockSessions sessions;
    private final PublishedQuestions questions;
    private final StoredJson json;
    private final Clock clock;

    @Inject
    Scheduling(MockSessions sessions, PublishedQuestions questions, StoredJson json, Clock clock) {
        this.sessions = sessions;
        this.questions = questions;
        this.json = json;
        this.clock = clock;
    }

    /** What became of what somebody wanted of a session. */
    sealed interface Outcome {
        /** It is so now, or was so before. */
        record Done(Participation session) implements Outcome {}

        /** Somebody else wrote in between. */
        record Stale(long currentRevision) implements Outcome {}

        record WrongState(SessionState state) implements Outcome {}

        /** They take part, but do not lead. */
        record NotTheirs() implements Outcome {}

        /** The match of the two has decided who asks what. */
        record Matched() implements Outcome {}

        /** That place of the agenda names no published question. */
        record NoSuchQuestion(int position) implements Outcome {}

        /** The organiser would be the candidate, or nobody would interview. */
        record NobodyLeads() implements Outcome {}

        /** The key came with another request before. */
        record KeyReused() implements Outcome {}
    }

    @WithTransaction
    Uni<Outcome> create(Visitor organiser, String name, SessionDraft draft, @Nullable String key) {
        if (key == null) {
            return schedule(organiser, name, draft, null, "");
        }
        var hash = hash(json.write(draft));
        return lockKey(organiser.personId(), key)
                .chain(() -> createdWith(organiser.personId(), key))
                .chain(
                        earlier -> {
                            if (earlier == null) {
                                return schedule(organiser, name, draft, key, hash);
                            }
                            return hash.equals(earlier.creationHash())
                                    ? view(earlier.id(), organiser)
                                    : Uni.createFrom().item(new Outcome.KeyReused());
                        });
    }

    private Uni<Outcome> schedule(
            Visitor organiser, String name, SessionDraft draft, @Nullable String key, String hash) {
        var invited = withOrganiser(draft, organiser.account(), name, organiser.accounts());
        if (!isLed(invited, organiser.accounts())) {
            return Uni.createFrom().item(new Outcome.NobodyLeads());
        }
        return snapshots(draft, Map.of())
                .chain(
                        agenda -> {
                            int missing = agenda.indexOf(Unknown.QUESTION);
                            if (missing >= 0) {
                                return Uni.createFrom().item(new Outcome.NoSuchQuestion(missing));
                            }
                            var now = clock.instant();
                            var session =
                                    MockSession.schedule(
                                            plan(draft, agenda),
                                            organiser.personId(),
                                            name,
                                            false,
                                            now);
                            if (key != null) {
                                session.createdWith(key, hash);
                            }
                            var rows = new ArrayList<Object>();
                            rows.add(session);
                            for (var one : invited) {
                                var row = participant(session.id(), one, now);
                                if (organiser.accounts().contains(one.key())) {
                                    row.belongsTo(organiser.personId());
                                    row.reach(organiser.email(), null);
                                }
                                rows.add(row);
                            }
                            for (int i = 0; i < agenda.size(); i++) {
                                rows.add(item(session.id(), i, agenda.get(i)));
                            }
                            return Panache.getSession()
                                    .chain(open -> open.persistAll(rows.toArray()))
                                    .chain(
                                            () ->
                                                    sessions.tell(
                                                            SessionChanged.of(
                                                                    session.id(),
                                                                    SessionChanged.What.SCHEDULED,
                                                                    now,
                                                                    null)))
                                    .chain(() -> view(session.id(), organiser));
                        });
    }

    @WithTransaction
    Uni<@Nullable Outcome> change(
            UUID id, Visitor visitor, SessionDraft draft, @Nullable Long expectedRevision) {
        return sessions.locked(id, visitor)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        found -> {
                            if (!found.mayManage()) {
                                return Uni.createFrom().item(new Outcome.NotTheirs());
                            }
                            if (expectedRevision != null && expectedRevision != found.revision()) {
                                return Uni.createFrom().item(new Outcome.Stale(found.revision()));
                            }
                            if (found.state() != SessionState.SCHEDULED) {
                                return Uni.createFrom().item(new Outcome.WrongState(found.state()));
                            }
                            return replan(found, visitor, draft);
                        });
    }

    private Uni<Outcome> replan(Participation found, Visitor visitor, SessionDraft draft) {
        var id = found.sessionId();
        return sessions.session(id, LockModeType.NONE)
                .chain(
                        session ->
                                sessions.participants(id)
                                        .chain(
                                                people ->
                                                        sessions.items(id)
                                                                .chain(
                                                                        items ->
                                                                                new Replanning(
                                                                                                Objects
                                                                                                        .requireNonNull(
                                                                                                                session),
                                                                                                people,
                                                                                                items,
                                                                                                draft,
                                                                                                found
                                                                                                        .participantId())
                                                                                        .run())))
                .chain(
                        refusal ->
                                refusal == null
                                        ? view(id, visitor)
                                        : Uni.createFrom().item(refusal));
    }

    @WithTransaction
    Uni<@Nullable Outcome> cancel(UUID id, Visitor visitor, @Nullable String reason) {
        return sessions.locked(id, visitor)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        found -> {
                            // A match is called off by whichever of the two cannot come.
                            if (!found.mayManage() && !found.peer()) {
                                return Uni.createFrom().item(new Outcome.NotTheirs());
                            }
                            return switch (found.state()) {
                                case CANCELLED -> Uni.createFrom().item(new Outcome.Done(found));
                                case LIVE, SCORING, RELEASED, NO_SHOW ->
                                        Uni.createFrom()
                                                .item(new Outcome.WrongState(found.state()));
                                case SCHEDULED ->
                                        sessions.cancel(id, found.participantId(), reason)
                                                .chain(() -> view(id, visitor));
                            };
                        });
    }

    /** Puts everybody into the room. Once it is open, or over, this changes nothing. */
    @WithTransaction
    Uni<@Nullable Outcome> open(UUID id, Visitor visitor) {
        return sessions.locked(id, visitor)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        found -> {
                            if (!found.isPanel()) {
                                return Uni.createFrom().item(new Outcome.NotTheirs());
                            }
                            return switch (found.state()) {
                                case LIVE -> Uni.createFrom().item(new Outcome.Done(found));
                                case SCORING, RELEASED, CANCELLED, NO_SHOW ->
                                        Uni.createFrom()
                                                .item(new Outcome.WrongState(found.state()));
                                case SCHEDULED ->
                                        sessions.open(id, found.participantId())
                                                .chain(() -> view(id, visitor));
                            };
                        });
    }

    /** Ends what is live. Once it has ended, this changes nothing. */
    @WithTransaction
    Uni<@Nullable Outcome> end(UUID id, Visitor visitor) {
        return sessions.locked(id, visitor)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        found -> {
                            if (!found.isPanel()) {
                                return Uni.createFrom().item(new Outcome.NotTheirs());
                            }
                            return switch (found.state()) {
                                case SCORING, RELEASED ->
                                        Uni.createFrom().item(new Outcome.Done(found));
                                case SCHEDULED, CANCELLED, NO_SHOW ->
                                        Uni.createFrom()
                                                .item(new Outcome.WrongState(found.state()));
                                case LIVE ->
                                        sessions.end(id, found.participantId())
                                                .chain(() -> view(id, visitor));
                            };
                        });
    }

    private Uni<Outcome> view(UUID id, Visitor visitor) {
        return Panache.getSession()
                .chain(session -> session.flush())
                .chain(() -> sessions.participation(id, visitor))
                .map(found -> new Outcome.Done(Objects.requireNonNull(found)));
    }

    /** A place on the agenda: what stood there before, or a question that is published now. */
    private record Place(
            @Nullable SessionItem kept, @Nullable QuestionSnapshot question, int minutes) {}

    /** Stands for a question that is not published. */
    private static final class Unknown {
        static final Place QUESTION = new Place(null, null, 0);
    }

    private static SessionItem item(UUID session, int position, Place place) {
        return SessionItem.of(
                session, position, Objects.requireNonNull(place.question()), place.minutes());
    }

    static SessionParticipant participant(UUID session, SessionDraft.Invited invited, Instant now) {
        var row =
                SessionParticipant.invite(
                        session, invited.role(), invited.key(), invited.called(), now);
        row.reach(null, invited.timeZone());
        return row;
    }

    /** What stands on the agenda keeps its version. */
    private Uni<List<Place>> snapshots(SessionDraft draft, Map<String, SessionItem> before) {
        return Multi.createFrom()
                .iterable(draft.agenda())
                .onItem()
                .transformToUniAndConcatenate(
                        planned -> {
                            var kept = before.get(planned.questionId());
                            var minutes = planned.minutes();
                            if (kept != null) {
                                return Uni.createFrom()
                                        .item(
                                                new Place(
                                                        kept,
                                                        null,
                                                        minutes == null
                                                                ? kept.minutes()
                                                                : minutes));
                            }
                            return questions
                                    .offered(planned.questionId())
                                    .map(
                                            question ->
                                                    question == null
                                                            ? Unknown.QUESTION
                                                            : new Place(
                                                                    null,
                                                                    question,
                                                                    minutes == null
                                                                            ? question.minutes()
                                                                            : minutes));
                        })
                .collect()
                .asList();
    }

    private static MockSession.Plan plan(SessionDraft draft, List<Place> agenda) {
        return new MockSession.Plan(
                draft.title().strip(),
                draft.startsAt(),
                draft.minutes(agenda.stream().mapToInt(Place::minutes).sum()),
                draft.timeZone(),
                draft.message() == null || draft.message().isBlank()
                        ? null
                        : draft.message().strip(),
                draft.loopId());
    }

    private static List<SessionDraft.Invited> withOrganiser(
            SessionDraft draft, String account, String name, List<String> accounts) {
        if (draft.participants().stream().anyMatch(one -> accounts.contains(one.key()))) {
            return draft.participants();
        }
        var all = new ArrayList<SessionDraft.Invited>();
        all.add(
                new SessionDraft.Invited(
                        Role.INTERVIEWER,
                        accounts.isEmpty() ? account : accounts.getFirst(),
                        name,
                        null));
        all.addAll(draft.participants());
        return all;
    }

    private static boolean isLed(List<SessionDraft.Invited> people, List<String> organiser) {
        return people.stream().anyMatch(one -> one.role() == Role.INTERVIEWER)
                && people.stream()
                        .noneMatch(
                                one ->
                                        one.role() == Role.CANDIDATE
                                                && organiser.contains(one.key()));
    }

    /** Takes another plan over, in an order that no unique index minds. */
    private final class Replanning {
        private final MockSession session;
        private final Map<String, SessionParticipant> people;
        private final Map<String, SessionItem> items;
        private final SessionDraft draft;
        private final UUID by;
        private final @Nullable SessionParticipant organiser;

        Replanning(
                MockSession session,
                List<SessionParticipant> people,
                List<SessionItem> items,
                SessionDraft draft,
                UUID by) {
            this.session = session;
            this.people =
                    people.stream()
                            .collect(
                                    Collectors.toMap(
                                            SessionParticipant::account, Function.identity()));
            this.items =
                    items.stream()
                            .collect(
                                    Collectors.toMap(SessionItem::questionId, Function.identity()));
            this.draft = draft;
            this.by = by;
            this.organiser =
                    people.stream()
                            .filter(one -> session.organiserId().equals(one.personId()))
                            .findFirst()
                            .orElse(null);
        }

        /** Null when it is done. */
        Uni<@Nullable Outcome> run() {
            var owner = organiser;
            var accounts = owner == null ? List.<String>of() : List.of(owner.account());
            var invited =
                    session.peer()
                            ? theTwo()
                            : owner == null
                                    ? draft.participants()
                                    : withOrganiser(draft, owner.account(), owner.name(), accounts);
            if (!isLed(invited, accounts)) {
                return Uni.createFrom().item(new Outcome.NobodyLeads());
            }
            if (session.peer() && !isSameQuestion()) {
                return Uni.createFrom().item(new Outcome.Matched());
            }
            return snapshots(draft, items)
                    .chain(
                            agenda -> {
                                int missing = agenda.indexOf(Unknown.QUESTION);
                                return missing >= 0
                                        ? Uni.createFrom().item(new Outcome.NoSuchQuestion(missing))
                                        : take(invited, agenda);
                            });
        }

        /** Peers stay whom the match has joined, and neither has the other's account to name. */
        private List<SessionDraft.Invited> theTwo() {
            return people.values().stream()
                    .map(
                            one ->
                                    new SessionDraft.Invited(
                                            one.role(), one.account(), one.name(), one.timeZone()))
                    .toList();
        }

        private boolean isSameQuestion() {
            return draft.agenda().size() == items.size()
                    && draft.agenda().stream().allMatch(one -> items.containsKey(one.questionId()));
        }

        private Uni<@Nullable Outcome> take(
                List<SessionDraft.Invited> invited, List<Place> agenda) {
            var now = clock.instant();
            var stay =
                    invited.stream()
                            .map(SessionDraft.Invited::key)
                            .collect(Collectors.toUnmodifiableSet());
            var leaving =
                    people.values().stream().filter(one -> !stay.contains(one.account())).toList();
            var removed = leaving.stream().map(Participation.Participant::of).toList();
            var dropped = new ArrayList<Object>(leaving);
            items.values().stream()
                    .filter(item -> agenda.stream().noneMatch(place -> place.kept() == item))
                    .forEach(dropped::add);
            var coming = invited.stream().filter(one -> !people.containsKey(one.key())).toList();
            var plan = plan(draft, agenda);
            boolean told =
                    session.tellsOtherThan(plan)
                            || !removed.isEmpty()
                            || !coming.isEmpty()
                            || invited.stream().anyMatch(this::hasAnotherRole);
            session.plan(plan, told, now);
            return Panache.getSession()
                    .chain(open -> open.removeAll(dropped.toArray()).chain(open::flush))
                    .invoke(() -> become(invited, false))
                    .chain(() -> Panache.getSession())
                    .chain(open -> open.flush())
                    .invoke(() -> become(invited, true))
                    .chain(() -> Panache.getSession())
                    .chain(open -> open.persistAll(added(coming, agenda, now)))
                    .chain(
                            () ->
                                    sessions.tell(
                                            new SessionChanged(
                                                    session.id(),
                                                    SessionChanged.What.PLANNED_ANEW,
                                                    now,
                                                    by,
                                                    told,
                                                    removed)))
                    .chain(() -> Uni.createFrom().nullItem());
        }

        private boolean hasAnotherRole(SessionDraft.Invited one) {
            var known = people.get(one.key());
            return known != null && known.role() != one.role();
        }

        /** Who stops being the candidate does so before somebody else becomes it. */
        private void become(List<SessionDraft.Invited> invited, boolean candidate) {
            for (var one : invited) {
                var known = people.get(one.key());
                if (known != null && (one.role() == Role.CANDIDATE) == candidate) {
                    known.become(one.role(), one.name() == null ? known.name() : one.called());
                    known.reach(null, one.timeZone());
                }
            }
        }

        private Object[] added(List<SessionDraft.Invited> coming, List<Place> agenda, Instant now) {
            var added = new ArrayList<Object>();
            coming.forEach(one -> added.add(participant(session.id(), one, now)));
            for (int i = 0; i < agenda.size(); i++) {
                var kept = agenda.get(i).kept();
                if (kept == null) {
                    added.add(item(session.id(), i, agenda.get(i)));
                } else {
                    kept.place(i, agenda.get(i).minutes());
                }
            }
            return added.toArray();
        }
    }

    /** Retries of one request take turns until the transaction ends. */
    private static Uni<Boolean> lockKey(String organiserId, String key) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select true from (select pg_advisory_xact_lock(
                                                    hashtextextended(:key, 3))) as taken
                                                """,
                                                Boolean.class)
                                        .setParameter("key", organiserId + '\n' + key)
                                        .getSingleResult());
    }

    private static Uni<@Nullable MockSession> createdWith(String organiserId, String key) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createSelectionQuery(
                                                "from MockSession where organiserId = :organiser"
                                                        + " and creationKey = :key",
                                                MockSession.class)
                                        .setParameter("organiser", organiserId)
                                        .setParameter("key", key)
                                        .getSingleResultOrNull());
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
