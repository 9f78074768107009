package io.greenroom.session.peer;

import io.greenroom.platform.json.StoredJson;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.session.catalog.PublishedQuestions;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.greenroom.session.mock.MatchedSessions;
import io.greenroom.session.mock.Visitor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Matches candidates who want to interview each other. Whoever asks looks for those who wait, one
 * after the other across all instances, so that nobody is matched twice and no pair is missed.
 */
@ApplicationScoped
class PeerMatching {
    /** How long each of the two is interviewed. */
    static final int MINUTES = 30;

    /** The two change places. */
    private static final int BREAK_MINUTES = 5;

    /** So soon nobody would notice. */
    private static final Duration NOTICE = Duration.ofMinutes(15);

    private static final int MOST_PARTNERS = 20;

    private static final String REQUEST =
            """
            jsonb_strip_nulls(jsonb_build_object(
                'id', r.id, 'personId', r.person_id, 'account', r.account, 'name', r.name, 'address', r.address,
                'timeZone', r.time_zone, 'topics', r.topics, 'level', r.level, 'state', r.state,
                'createdAt', r.created_at, 'endedAt', r.ended_at, 'partner', r.partner_name, 'startsAt', r.starts_at,
                'askingSessionId', r.asking_session_id, 'answeringSessionId', r.answering_session_id,
                'calledOff', exists (select from mock_session s
                    where s.id in (r.asking_session_id, r.answering_session_id)
                        and s.state = 'CANCELLED' and not s.no_show),
                'times', (select coalesce(jsonb_agg(t.starts_at order by t.starts_at), '[]'::jsonb)
                    from peer_time t where t.request_id = r.id)))
            """;

    private final MatchedSessions sessions;
    private final PublishedQuestions questions;
    private final StoredJson json;
    private final Clock clock;

    @Inject
    PeerMatching(
            MatchedSessions sessions, PublishedQuestions questions, StoredJson json, Clock clock) {
        this.sessions = sessions;
        this.questions = questions;
        this.json = json;
        this.clock = clock;
    }

    /** A row of {@code peer_request}. */
    record Row(
            UUID id,
            String personId,
            String account,
            String name,
            @Nullable String address,
            String timeZone,
            List<String> topics,
            String level,
            PeerRequest.State state,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime endedAt,
            @Nullable String partner,
            @Nullable OffsetDateTime startsAt,
            @Nullable UUID askingSessionId,
            @Nullable UUID answeringSessionId,
            boolean calledOff,
            List<OffsetDateTime> times) {
        PeerRequest view() {
            return new PeerRequest(
                    id,
                    state,
                    topics,
                    level,
                    times.stream().map(OffsetDateTime::toInstant).toList(),
                    timeZone,
                    createdAt.toInstant(),
                    endedAt == null ? null : endedAt.toInstant(),
                    partner == null || startsAt == null
                            ? null
                            : new PeerRequest.Match(
                                    partner,
                                    startsAt.toInstant(),
                                    askingSessionId,
                                    answeringSessionId,
                                    calledOff));
        }

        /** What they may have been invited by to a session that they have not visited yet. */
        String accounts() {
            return String.join(",", new Visitor(personId, account, address).accounts());
        }

        MatchedSessions.Side side() {
            return new MatchedSessions.Side(personId, account, name, address, timeZone);
        }

        /** Who it is is personal and never printed. */
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    /** Both could then. */
    record Meeting(Row partner, OffsetDateTime at) {}

    /**
     * Waits for a partner, or has found one.
     *
     * @return null when they wait already
     */
    @WithTransaction
    Uni<@Nullable PeerRequest> ask(Visitor who, String name, AskForPeer wish) {
        return takeTurn()
                .chain(this::expire)
                .chain(() -> isWaiting(who.personId()))
                .chain(
                        waiting ->
                                waiting
                                        ? Uni.createFrom().nullItem()
                                        : insert(who, name, wish)
                                                .chain(
                                                        id ->
                                                                row(id, who.personId())
                                                                        .chain(this::match)
                                                                        .chain(
                                                                                () ->
                                                                                        row(
                                                                                                id,
                                                                                                who
                                                                                                        .personId())))
                                                .map(row -> Objects.requireNonNull(row).view()));
    }

    @WithSession
    Uni<Page<PeerRequest>> of(String personId, PageRequest page) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select cast("
                                                        + REQUEST
                                                        + """
                                                         as text) from peer_request r where r.person_id = :person
                                                        order by r.created_at desc, r.id limit :size offset :offset
                                                        """,
                                                String.class)
                                        .setParameter("person", personId)
                                        .setParameter("size", page.size())
                                        .setParameter("offset", page.offset())
                                        .getResultList()
                                        .chain(
                                                rows ->
                                                        session.createNativeQuery(
                                                                        "select count(*) from"
                                                                            + " peer_request where"
                                                                            + " person_id ="
                                                                            + " :person",
                                                                        Long.class)
                                                                .setParameter("person", personId)
                                                                .getSingleResult()
                                                                .map(
                                                                        total ->
                                                                                Page.of(
                                                                                        rows
                                                                                                .stream()
                                                                                                .map(
                                                                                                        this
                                                                                                                ::read)
                                                                                                .map(
                                                                                                        Row
                                                                                                                ::view)
                                                                                                .toList(),
                                                                                        page,
                                                                                        total))));
    }

    /**
     * Waits no longer.
     *
     * @return the state that it was in; null when it is not theirs
     */
    @WithTransaction
    Uni<PeerRequest.@Nullable State> withdraw(UUID id, String personId) {
        return takeTurn()
                .chain(() -> row(id, personId))
                .chain(
                        row -> {
                            if (row == null) {
                                return Uni.createFrom().nullItem();
                            }
                            return row.state() == PeerRequest.State.OPEN
                                    ? execute(
                                                    """
                                                    update peer_request set state = 'WITHDRAWN', ended_at = :now
                                                    where id = :id
                                                    """,
                                                    Map.of("now", now(), "id", id))
                                            .replaceWith(row.state())
                                    : Uni.createFrom().item(row.state());
                        });
    }

    /** One match at a time, in all instances. */
    private static Uni<Void> takeTurn() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select true from (select pg_advisory_xact_lock(
                                                    hashtextextended('peer-matching', 4))) as taken
                                                """,
                                                Boolean.class)
                                        .getSingleResult())
                .replaceWithVoid();
    }

    private Uni<Void> expire() {
        return execute(
                """
                update peer_request r set state = 'EXPIRED', ended_at = :now
                where r.state = 'OPEN' and not exists (
                    select from peer_time t where t.request_id = r.id and t.starts_at >= :soonest)
                """,
                Map.of("now", now(), "soonest", soonest()));
    }

    private static Uni<Boolean> isWaiting(String personId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select exists (select from peer_request
                                                    where person_id = :person and state = 'OPEN')
                                                """,
                                                Boolean.class)
                                        .setParameter("person", personId)
                                        .getSingleResult());
    }

    private Uni<UUID> insert(Visitor who, String name, AskForPeer wish) {
        var id = UUID.randomUUID();
        var email = who.email();
        return execute(
                        """
                        insert into peer_request (id, person_id, account, name, address, time_zone, topics, level,
                            state, created_at)
                        values (:id, :person, :account, :name, nullif(:address, ''), :zone,
                            string_to_array(:topics, ','), :level, 'OPEN', :now)
                        """,
                        Map.of(
                                "id",
                                id,
                                "person",
                                who.personId(),
                                "account",
                                who.account(),
                                "name",
                                name,
                                "address",
                                email == null ? "" : email,
                                "zone",
                                wish.timeZone(),
                                "topics",
                                String.join(",", wish.topics()),
                                "level",
                                wish.level(),
                                "now",
                                now()))
                .chain(
                        () ->
                                execute(
                                        """
                                        insert into peer_time (request_id, starts_at)
                                        select :id, cast(t as timestamptz) from unnest(string_to_array(:times, ',')) as t
                                        on conflict do nothing
                                        """,
                                        Map.of(
                                                "id",
                                                id,
                                                "times",
                                                String.join(
                                                        ",",
                                                        wish.times().stream()
                                                                .map(Instant::toString)
                                                                .toList()))))
                .replaceWith(id);
    }

    private Uni<Void> match(@Nullable Row mine) {
        var asking = Objects.requireNonNull(mine);
        return meetings(asking)
                .chain(
                        meetings ->
                                Multi.createFrom()
                                        .iterable(meetings)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                meeting -> questions(asking, meeting))
                                        // The first that can be asked about something, and no more.
                                        .select()
                                        .when(pair -> Uni.createFrom().item(pair.isComplete()))
                                        .select()
                                        .first()
                                        .toUni())
                .chain(pair -> pair == null ? Uni.createFrom().voidItem() : schedule(asking, pair));
    }

    /**
     * Who they could meet and when: strangers first, then who shares most topics, then the soonest.
     */
    private Uni<List<Meeting>> meetings(Row mine) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select cast(jsonb_build_object('partner', "
                                                        + REQUEST
                                                        + """
                                                        , 'at', t.starts_at) as text)
                                                        from peer_request r
                                                        join peer_time t on t.request_id = r.id
                                                        join peer_time m on m.request_id = :mine and m.starts_at = t.starts_at
                                                        where r.state = 'OPEN' and r.person_id <> :person and t.starts_at >= :soonest
                                                            and r.topics && string_to_array(:topics, ',')
                                                            and abs(cast(substr(r.level, 2) as integer) - :level) <= 1
                                                        order by
                                                            (select count(*) from peer_request b
                                                                join peer_request o on o.asking_session_id = b.answering_session_id
                                                                where b.person_id = :person and o.person_id = r.person_id),
                                                            (select count(*) from unnest(r.topics) as topic
                                                                where topic = any(string_to_array(:topics, ','))) desc,
                                                            t.starts_at, r.created_at
                                                        limit :most
                                                        """,
                                                String.class)
                                        .setParameter("mine", mine.id())
                                        .setParameter("person", mine.personId())
                                        .setParameter("soonest", soonest())
                                        .setParameter("topics", String.join(",", mine.topics()))
                                        .setParameter(
                                                "level",
                                                Integer.parseInt(mine.level().substring(1)))
                                        .setParameter("most", MOST_PARTNERS)
                                        .getResultList())
                .map(rows -> rows.stream().map(row -> json.read(row, Meeting.class)).toList());
    }

    /** What the two ask each other. */
    private record Pair(
            Meeting meeting, @Nullable QuestionSnapshot mine, @Nullable QuestionSnapshot theirs) {
        boolean isComplete() {
            return mine != null && theirs != null;
        }
    }

    private Uni<Pair> questions(Row mine, Meeting meeting) {
        var shared = new HashSet<>(mine.topics());
        shared.retainAll(meeting.partner().topics());
        var topics = String.join(",", shared);
        return question(mine, meeting.partner(), topics, "")
                .chain(
                        first ->
                                first == null
                                        ? Uni.createFrom().item(new Pair(meeting, null, null))
                                        : question(
                                                        meeting.partner(),
                                                        mine,
                                                        topics,
                                                        first.questionId())
                                                .map(second -> new Pair(meeting, first, second)));
    }

    /**
     * A question that one can ask the other: who answers has neither handed in an answer to it nor
     * met it in a session, and who asks is not answering it themselves just now, nor soon: they
     * will read its strong answer. One that they have practised comes first: they learn least new
     * of it.
     */
    private Uni<@Nullable QuestionSnapshot> question(
            Row asks, Row answers, String topics, String except) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select q.id from question q
                                                join question_version v on v.question_id = q.id and v.version = q.version
                                                where q.minutes <= :minutes and q.id <> :except
                                                    and q.topics && string_to_array(:topics, ',')
                                                    and not exists (select from attempt a where a.question_id = q.id
                                                        and a.candidate_id = :answers and a.submitted_at is not null)
                                                    and not exists (select from session_item i
                                                        join session_participant p on p.session_id = i.session_id
                                                        where i.question_id = q.id and (p.person_id = :answers
                                                            or p.person_id is null
                                                            and p.account = any(string_to_array(:answersAccounts, ','))))
                                                    and not exists (select from attempt a where a.question_id = q.id
                                                        and a.candidate_id = :asks and a.state = 'DRAFT')
                                                    and not exists (select from session_item i
                                                        join mock_session s on s.id = i.session_id
                                                        join session_participant p on p.session_id = i.session_id
                                                        where i.question_id = q.id and s.state in ('SCHEDULED', 'LIVE')
                                                            and p.role = 'CANDIDATE' and (p.person_id = :asks
                                                            or p.person_id is null
                                                            and p.account = any(string_to_array(:asksAccounts, ','))))
                                                order by
                                                    exists (select from attempt a where a.question_id = q.id
                                                        and a.candidate_id = :asks and a.submitted_at is not null) desc,
                                                    coalesce(:level between (cast(v.content as jsonb) -> 'level' ->> 'min')
                                                        and (cast(v.content as jsonb) -> 'level' ->> 'max'), false) desc,
                                                    random()
                                                limit 1
                                                """,
                                                String.class)
                                        .setParameter("minutes", MINUTES)
                                        .setParameter("except", except)
                                        .setParameter("topics", topics)
                                        .setParameter("answers", answers.personId())
                                        .setParameter("answersAccounts", answers.accounts())
                                        .setParameter("asks", asks.personId())
                                        .setParameter("asksAccounts", asks.accounts())
                                        .setParameter("level", answers.level())
                                        .getSingleResultOrNull())
                .onItem()
                .ifNotNull()
                .transformToUni(questions::offered);
    }

    private Uni<Void> schedule(Row mine, Pair pair) {
        var partner = pair.meeting().partner();
        var at = pair.meeting().at().toInstant();
        var turn = at.plus(Duration.ofMinutes(MINUTES + BREAK_MINUTES));
        return sessions.schedule(
                        partner.side(),
                        mine.side(),
                        Objects.requireNonNull(pair.theirs()),
                        at,
                        MINUTES)
                .chain(
                        first ->
                                sessions.schedule(
                                                mine.side(),
                                                partner.side(),
                                                Objects.requireNonNull(pair.mine()),
                                                turn,
                                                MINUTES)
                                        .chain(
                                                second ->
                                                        matched(mine, partner, at, second, first)
                                                                .chain(
                                                                        () ->
                                                                                matched(
                                                                                        partner,
                                                                                        mine, at,
                                                                                        first,
                                                                                        second))));
    }

    private Uni<Void> matched(Row one, Row partner, Instant at, UUID asking, UUID answering) {
        return execute(
                """
                update peer_request set state = 'MATCHED', ended_at = :now, partner_name = :partner,
                    starts_at = :at, asking_session_id = :asking, answering_session_id = :answering
                where id = :id
                """,
                Map.of(
                        "now",
                        now(),
                        "partner",
                        partner.name(),
                        "at",
                        at.atOffset(ZoneOffset.UTC),
                        "asking",
                        asking,
                        "answering",
                        answering,
                        "id",
                        one.id()));
    }

    private Uni<@Nullable Row> row(UUID id, String personId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select cast("
                                                        + REQUEST
                                                        + """
                                                         as text) from peer_request r
                                                        where r.id = :id and r.person_id = :person
                                                        """,
                                                String.class)
                                        .setParameter("id", id)
                                        .setParameter("person", personId)
                                        .getSingleResultOrNull())
                .onItem()
                .ifNotNull()
                .transform(this::read);
    }

    private Row read(String row) {
        return json.read(row, Row.class);
    }

    private static Uni<Void> execute(String sql, Map<String, ?> parameters) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query = session.createNativeQuery(sql);
                            parameters.forEach(query::setParameter);
                            return query.executeUpdate();
                        })
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime soonest() {
        return clock.instant().plus(NOTICE).atOffset(ZoneOffset.UTC);
    }
}
