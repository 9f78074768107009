package io.greenroom.session.room;

import io.greenroom.session.catalog.PublishedQuestions;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.SessionState;
import io.greenroom.session.mock.Visitor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the room asks of the sessions and the questions, each in a transaction of its own. */
@ApplicationScoped
class Admissions implements Hub.Questions {
    private static final Logger LOG = Logger.getLogger(Admissions.class);

    private final Vertx vertx;
    private final MockSessions sessions;
    private final PublishedQuestions questions;

    @Inject
    Admissions(Vertx vertx, MockSessions sessions, PublishedQuestions questions) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.questions = questions;
    }

    /**
     * Who somebody is in a session; null when they are not in it.
     *
     * @param grace how long the connection may outlive the token
     */
    Future<@Nullable Member> admit(UUID sessionId, SecurityIdentity identity, Duration grace) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Future.succeededFuture();
        }
        var visitor = Visitor.of(token.getSubject(), token.getName(), email(token));
        var until = Instant.ofEpochSecond(token.getExpirationTime()).plus(grace);
        return inTransaction(
                () ->
                        sessions.participation(sessionId, visitor)
                                .map(
                                        found ->
                                                found == null
                                                                || found.state()
                                                                        == SessionState.CANCELLED
                                                                || found.state()
                                                                        == SessionState.NO_SHOW
                                                        ? null
                                                        : member(found, until)));
    }

    /** An address counts when it is verified. */
    private static @Nullable String email(JsonWebToken token) {
        return "true".equals(String.valueOf(token.<Object>getClaim("email_verified")))
                        && token.<Object>getClaim("email") instanceof String email
                ? email.strip()
                : null;
    }

    private static Member member(Participation found, Instant until) {
        return new Member(
                found.sessionId(),
                found.participantId(),
                found.role(),
                found.name(),
                until,
                new Agenda(
                        Duration.ofMinutes(found.minutes()),
                        found.items().stream()
                                .map(
                                        item ->
                                                new Agenda.Item(
                                                        item.id().toString(),
                                                        item.position(),
                                                        Duration.ofMinutes(item.minutes())))
                                .toList()));
    }

    @Override
    public Future<@Nullable QuestionSnapshot> of(Member who, String item) {
        UUID id;
        try {
            id = UUID.fromString(item);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture();
        }
        return inTransaction(
                () ->
                        sessions.as(who.sessionId(), who.participantId())
                                .chain(found -> question(found, id)));
    }

    private Uni<@Nullable QuestionSnapshot> question(@Nullable Participation found, UUID id) {
        var item = found == null ? null : found.item(id).orElse(null);
        if (found == null || item == null) {
            return Uni.createFrom().nullItem();
        }
        return questions.version(item.questionId(), item.questionVersion());
    }

    @Override
    public void attended(Collection<UUID> sessionIds) {
        inTransaction(() -> sessions.touch(List.copyOf(sessionIds)))
                .onFailure(e -> LOG.warnf("Sessions were not touched: %s", e.toString()));
    }

    /** In a context of its own, as a reactive session wants it. */
    private <T> Future<T> inTransaction(Supplier<Uni<T>> work) {
        var promise = Promise.<T>promise();
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(
                go ->
                        Panache.withTransaction(work)
                                .subscribe()
                                .with(promise::complete, promise::fail));
        return promise.future();
    }
}
