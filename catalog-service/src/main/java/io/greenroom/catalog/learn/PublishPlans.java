package io.greenroom.catalog.learn;

import io.greenroom.catalog.learn.LearningContent.Plan;
import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells practice which study plans there are: all that changed since it was told last. */
@ApplicationScoped
class PublishPlans {
    private final Outbox outbox;
    private final StoredJson json;
    private final Clock clock;

    @Inject
    PublishPlans(Outbox outbox, StoredJson json, Clock clock) {
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Instances that start at the same time take turns, and the second finds nothing to say.
     *
     * @param complete false when a plan's file could not be read: then none is withdrawn
     */
    Uni<Void> publish(Collection<Plan> plans, boolean complete) {
        var wanted = plans.stream().collect(Collectors.toMap(Plan::id, plan -> plan));
        return Panache.withTransaction(
                () -> locked().chain(() -> known()).chain(known -> tell(wanted, known, complete)));
    }

    private static Uni<?> locked() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select true from (select"
                                                    + " pg_advisory_xact_lock(hashtextextended('catalog-plans',"
                                                    + " 0))) as taken",
                                                Boolean.class)
                                        .getSingleResult());
    }

    private static Uni<Map<String, String>> known() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select id, digest from published_plan",
                                                Object[].class)
                                        .getResultList())
                .map(
                        rows -> {
                            Map<String, String> digests = new HashMap<>();
                            rows.forEach(
                                    row ->
                                            digests.put(
                                                    String.valueOf(row[0]),
                                                    String.valueOf(row[1])));
                            return digests;
                        });
    }

    private Uni<Void> tell(Map<String, Plan> wanted, Map<String, String> known, boolean complete) {
        var now = clock.instant();
        var published =
                wanted.values().stream()
                        .filter(plan -> !digest(plan).equals(known.get(plan.id())))
                        .map(plan -> publish(plan, now));
        var withdrawn =
                known.keySet().stream()
                        .filter(id -> complete && !wanted.containsKey(id))
                        .map(id -> withdraw(id, now));
        return Multi.createFrom()
                .items(Stream.concat(published, withdrawn))
                .onItem()
                .transformToUniAndConcatenate(told -> told)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> publish(Plan plan, Instant now) {
        return change(
                        """
                        insert into published_plan (id, digest) values (:id, :digest)
                        on conflict (id) do update set digest = excluded.digest
                        """,
                        Map.of("id", plan.id(), "digest", digest(plan)))
                .chain(
                        () ->
                                outbox.append(
                                        PlanPublished.TOPIC,
                                        plan.id(),
                                        PlanPublished.TYPE,
                                        PlanPublished.of(plan, now)))
                .replaceWithVoid();
    }

    private Uni<Void> withdraw(String id, Instant now) {
        return change("delete from published_plan where id = :id", Map.of("id", id))
                .chain(
                        () ->
                                outbox.append(
                                        PlanPublished.TOPIC,
                                        id,
                                        PlanPublished.Withdrawn.TYPE,
                                        new PlanPublished.Withdrawn(id, now)))
                .replaceWithVoid();
    }

    private static Uni<?> change(String sql, Map<String, String> parameters) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query = session.createNativeQuery(sql);
                            parameters.forEach(query::setParameter);
                            return query.executeUpdate();
                        });
    }

    private String digest(Plan plan) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(json.write(plan).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
