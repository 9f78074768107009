package io.greenroom.platform.deadletter;

import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.paging.PageInfo;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of this service. A decision and what follows from it are one transaction: the
 * letter is settled, the decision noted, and the replay in the outbox, or nothing happened. All
 * methods need a session, those that change something a transaction.
 */
@ApplicationScoped
public class DeadLetters implements PersonalData {
    /** Replayed at one time, which is one transaction. */
    static final int BATCH = 200;

    /** Who decides. */
    record Actor(String id, String name) {}

    private record Taken(UUID id, String topic, @Nullable String key, String payload) {}

    private final Outbox outbox;
    private final Clock clock;
    private final String service;

    @Inject
    DeadLetters(
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Keeps a dead event. One that is known already, or that equals one still undecided, is not
     * kept twice; one about somebody who was forgotten is not kept at all.
     */
    Uni<Void> add(DeadEvent event) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into dead_letter (id, topic, topic_partition, topic_offset,
                                                    fingerprint, key, event_id, event_type, cause_id, failure, cause,
                                                    died_at, size_bytes, payload, replay_of)
                                                select :id, :topic, :partition, :offset, :fingerprint,
                                                    cast(:key as text), cast(:event as uuid), cast(:type as text),
                                                    :causeId, :failure, :cause, :died, :size, cast(:payload as text),
                                                    (select id from dead_letter where id = cast(:replayOf as uuid))
                                                where not exists (
                                                    select 1 from dead_letter
                                                    where state = 'DEAD' and topic = :topic
                                                        and fingerprint = :fingerprint
                                                        and event_id = cast(:event as uuid))
                                                    and not exists (
                                                        select from unnest(string_to_array(:about, chr(10))) as id
                                                        where is_forgotten(id, :happened))
                                                on conflict do nothing
                                                """)
                                        .setParameter("id", UUID.randomUUID())
                                        .setParameter("topic", event.topic())
                                        .setParameter("partition", event.partition())
                                        .setParameter("offset", event.offset())
                                        .setParameter("fingerprint", event.fingerprint())
                                        .setParameter("key", event.key())
                                        .setParameter("event", text(event.eventId()))
                                        .setParameter("type", event.eventType())
                                        .setParameter("causeId", event.cause().id())
                                        .setParameter("failure", event.cause().failure())
                                        .setParameter("cause", event.cause().text())
                                        .setParameter(
                                                "died", event.diedAt().atOffset(ZoneOffset.UTC))
                                        .setParameter("size", event.sizeBytes())
                                        .setParameter("payload", event.payload())
                                        .setParameter("replayOf", text(event.replayOf()))
                                        .setParameter("about", String.join("\n", event.about()))
                                        .setParameter(
                                                "happened",
                                                event.happenedAt().atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<DeadLetterPage> list(
            @Nullable DeadLetterState state,
            @Nullable String topic,
            @Nullable String causeId,
            PageRequest page) {
        var filters = new LinkedHashMap<String, String>();
        if (state != null) {
            filters.put("state", state.name());
        }
        if (topic != null) {
            filters.put("topic", topic);
        }
        if (causeId != null) {
            filters.put("cause_id", causeId);
        }
        var where = new StringBuilder(" where true");
        filters.keySet()
                .forEach(column -> where.append(" and l.%s = :%s".formatted(column, column)));
        return session()
                .chain(
                        session -> {
                            var total =
                                    session.createNativeQuery(
                                            "select count(*) from dead_letter l" + where,
                                            Long.class);
                            filters.forEach(total::setParameter);
                            return total.getSingleResult()
                                    .chain(
                                            count -> {
                                                var rows =
                                                        session.createNativeQuery(
                                                                "select "
                                                                        + DeadLetter.COLUMNS
                                                                        + " from dead_letter l"
                                                                        + where
                                                                        + " order by l.died_at"
                                                                        + " desc, l.id limit :size"
                                                                        + " offset :skip",
                                                                Tuple.class);
                                                filters.forEach(rows::setParameter);
                                                return rows.setParameter("size", page.size())
                                                        .setParameter("skip", page.offset())
                                                        .getResultList()
                                                        .map(
                                                                found ->
                                                                        new DeadLetterPage(
                                                                                found.stream()
                                                                                        .map(
                                                                                                DeadLetter
                                                                                                        ::of)
                                                                                        .toList(),
                                                                                new PageInfo(
                                                                                        page
                                                                                                .number(),
                                                                                        page.size(),
                                                                                        count)));
                                            });
                        });
    }

    Uni<DeadLetterCauseList> causes() {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select cause_id, min(topic) as topic, min(event_type) as event_type,
                                                    min(failure) as failure, min(cause) as cause,
                                                    count(*) as letters, count(payload) as replayable,
                                                    min(died_at) as first_at, max(died_at) as last_at
                                                from dead_letter where state = 'DEAD'
                                                group by cause_id order by letters desc, cause_id limit 200
                                                """,
                                                Tuple.class)
                                        .getResultList())
                .map(
                        rows ->
                                new DeadLetterCauseList(
                                        rows.stream().map(DeadLetterCause::of).toList()));
    }

    /** Fails with NOT_FOUND. */
    Uni<DeadLetter> find(UUID id) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select "
                                                        + DeadLetter.COLUMNS
                                                        + " from dead_letter l where l.id = :id",
                                                Tuple.class)
                                        .setParameter("id", id)
                                        .getSingleResultOrNull())
                .map(row -> DeadLetter.of(Optional.ofNullable(row).orElseThrow(this::notFound)));
    }

    /** Fails with NOT_FOUND. */
    Uni<DeadLetterDetail> detail(UUID id) {
        return find(id).chain(
                        letter ->
                                payload(id)
                                        .chain(
                                                payload ->
                                                        actions(id)
                                                                .map(
                                                                        actions ->
                                                                                new DeadLetterDetail(
                                                                                        letter,
                                                                                        DeadLetterField
                                                                                                .outline(
                                                                                                        payload
                                                                                                                .orElse(
                                                                                                                        null)),
                                                                                        actions))));
    }

    private Uni<Optional<String>> payload(UUID id) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select payload from dead_letter where id = :id",
                                                String.class)
                                        .setParameter("id", id)
                                        .getSingleResult())
                .map(Optional::ofNullable);
    }

    private Uni<List<DeadLetterAction>> actions(UUID id) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select action, actor_name, acted_at, reason from dead_letter_action
                                                where dead_letter_id = :id order by id
                                                """,
                                                Tuple.class)
                                        .setParameter("id", id)
                                        .getResultList())
                .map(rows -> rows.stream().map(DeadLetterAction::of).toList());
    }

    /**
     * Sends it to its topic again. Fails with NOT_FOUND, or when it was decided on or is no text.
     */
    Uni<Void> replay(UUID id, Actor actor) {
        return undecided(id)
                .chain(
                        row -> {
                            if (row.get("payload") == null) {
                                throw ProblemException.of(
                                        CommonProblem.DEAD_LETTER_NOT_REPLAYABLE,
                                        "Its content is not text that could be sent again; it can"
                                                + " only be discarded.");
                            }
                            return replay(taken(row), actor);
                        });
    }

    /** Sends the oldest of that cause to their topic again, {@link #BATCH} at most. */
    Uni<DeadLettersReplayed> replayAll(String causeId, Actor actor) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select id, topic, key, payload from dead_letter
                                                where cause_id = :cause and state = 'DEAD' and payload is not null
                                                order by died_at limit :most for update skip locked
                                                """,
                                                Tuple.class)
                                        .setParameter("cause", causeId)
                                        .setParameter("most", BATCH)
                                        .getResultList())
                .chain(
                        rows ->
                                Multi.createFrom()
                                        .iterable(rows)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                row -> replay(taken(row), actor))
                                        .collect()
                                        .last()
                                        .chain(() -> left(causeId))
                                        .map(left -> new DeadLettersReplayed(rows.size(), left)));
    }

    private Uni<Long> left(String causeId) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select count(payload) from dead_letter
                                                where cause_id = :cause and state = 'DEAD'
                                                """,
                                                Long.class)
                                        .setParameter("cause", causeId)
                                        .getSingleResult());
    }

    private Uni<Void> replay(Taken letter, Actor actor) {
        var headers =
                Map.of(
                        Headers.REPLAY_OF,
                        letter.id().toString(),
                        Headers.REPLAY_BY,
                        service,
                        Headers.REPLAY_KEY,
                        letter.key() == null ? "" : letter.key());
        // A key of its own: on a compacted topic an old event must not take the place of a newer.
        return settle(letter.id(), DeadLetterState.REPLAYED, actor, null)
                .chain(
                        () ->
                                outbox.again(
                                        letter.topic(),
                                        "replay:" + letter.id(),
                                        letter.payload(),
                                        headers));
    }

    /** Gives it up. Fails with NOT_FOUND, or when it was decided on. */
    Uni<Void> discard(UUID id, Actor actor, String reason) {
        return undecided(id)
                .chain(row -> settle(id, DeadLetterState.DISCARDED, actor, reason.strip()));
    }

    /** Discards what tells of the person, and takes their name from what they decided. */
    @Override
    public Uni<Void> forget(PersonDeleted person) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                with discarded as (
                                                    update dead_letter
                                                    set state = 'DISCARDED', settled_at = :now, payload = null
                                                    where state = 'DEAD' and exists (
                                                        select from unnest(array_append(
                                                            string_to_array(:attempts, ','), :person)) as id
                                                        where key = id or strpos(payload, id) > 0)
                                                    returning id)
                                                insert into dead_letter_action (dead_letter_id, action, actor_id,
                                                    actor_name, reason, acted_at)
                                                select id, 'DISCARDED', 'machine', 'machine', :reason, :now
                                                from discarded
                                                """)
                                        .setParameter("attempts", person.attempts())
                                        .setParameter("person", person.personId())
                                        .setParameter(
                                                "reason", "It told of somebody who is deleted.")
                                        .setParameter(
                                                "now", clock.instant().atOffset(ZoneOffset.UTC))
                                        .executeUpdate()
                                        .chain(
                                                () ->
                                                        session.createNativeQuery(
                                                                        """
                                                                        update dead_letter set key = null
                                                                        where key = any(array_append(
                                                                            string_to_array(:attempts, ','), :person))
                                                                        """)
                                                                .setParameter(
                                                                        "attempts",
                                                                        person.attempts())
                                                                .setParameter(
                                                                        "person", person.personId())
                                                                .executeUpdate())
                                        .chain(
                                                () ->
                                                        session.createNativeQuery(
                                                                        """
                                                                        update dead_letter_action
                                                                        set actor_id = :pseudonym, actor_name = :nobody
                                                                        where actor_id = :person
                                                                        """)
                                                                .setParameter(
                                                                        "pseudonym",
                                                                        PersonDeleted.pseudonym())
                                                                .setParameter(
                                                                        "nobody",
                                                                        PersonDeleted.NOBODY)
                                                                .setParameter(
                                                                        "person", person.personId())
                                                                .executeUpdate()))
                .replaceWithVoid();
    }

    private Uni<Tuple> undecided(UUID id) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select id, state, topic, key, payload from dead_letter
                                                where id = :id for update
                                                """,
                                                Tuple.class)
                                        .setParameter("id", id)
                                        .getSingleResultOrNull())
                .map(
                        found -> {
                            Tuple row = Optional.ofNullable(found).orElseThrow(this::notFound);
                            String state = row.get("state", String.class);
                            if (!state.equals(DeadLetterState.DEAD.name())) {
                                throw ProblemException.of(
                                                CommonProblem.DEAD_LETTER_SETTLED,
                                                "Somebody has decided on it before.")
                                        .with("state", state);
                            }
                            return row;
                        });
    }

    private Uni<Void> settle(UUID id, DeadLetterState state, Actor actor, @Nullable String reason) {
        return session()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update dead_letter
                                                set state = :state, settled_at = :now, payload = null where id = :id
                                                """)
                                        .setParameter("state", state.name())
                                        .setParameter(
                                                "now", clock.instant().atOffset(ZoneOffset.UTC))
                                        .setParameter("id", id)
                                        .executeUpdate()
                                        .chain(
                                                () ->
                                                        session.createNativeQuery(
                                                                        """
                                                                        insert into dead_letter_action (dead_letter_id,
                                                                            action, actor_id, actor_name, reason, acted_at)
                                                                        values (:id, :action, :actor, :name,
                                                                            cast(:reason as text), :now)
                                                                        """)
                                                                .setParameter("id", id)
                                                                .setParameter(
                                                                        "action", state.name())
                                                                .setParameter("actor", actor.id())
                                                                .setParameter("name", actor.name())
                                                                .setParameter("reason", reason)
                                                                .setParameter(
                                                                        "now",
                                                                        clock.instant()
                                                                                .atOffset(
                                                                                        ZoneOffset
                                                                                                .UTC))
                                                                .executeUpdate()))
                .replaceWithVoid();
    }

    private static Taken taken(Tuple row) {
        return new Taken(
                row.get("id", UUID.class),
                row.get("topic", String.class),
                row.get("key", String.class),
                row.get("payload", String.class));
    }

    private ProblemException notFound() {
        return ProblemException.of(CommonProblem.NOT_FOUND, service + " has no such dead letter.");
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }
}
