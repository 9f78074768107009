package io.greenroom.session.invitation;

import io.greenroom.session.mock.Participation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Links that lead one participant into one session. All methods need a transaction. */
@ApplicationScoped
class JoinLinks {
    private static final int BYTES = 32;

    private final InvitationSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    JoinLinks(InvitationSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A link that nobody knows yet, and nobody can find out from what is kept of it. */
    record Link(URI url, Instant expiresAt, String hash) {
        /** Who holds it comes in. */
        @Override
        public String toString() {
            return "Link[" + expiresAt + "]";
        }
    }

    /** Whom a link lets in, and where. */
    record Target(UUID sessionId, UUID participantId) {}

    Link make(Participation session) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var end = session.startsAt().plusSeconds(60L * session.minutes());
        var now = clock.instant();
        return new Link(
                settings.origin().resolve("/sessions/join/" + token),
                (end.isAfter(now) ? end : now).plus(settings.linkLife()),
                hash(token));
    }

    /** From now on it lets in, and no other link of that participant does. */
    Uni<Void> give(UUID sessionId, UUID participantId, Link link) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "delete from join_link where participant_id ="
                                                        + " :participant")
                                        .setParameter("participant", participantId)
                                        .executeUpdate())
                .chain(() -> keep(sessionId, participantId, "HAND", link));
    }

    /**
     * From now on it lets in, and that of an earlier mail does not. One that was made by hand
     * stays: whoever made it may have passed it on while this mail was on its way.
     */
    Uni<Void> send(UUID sessionId, UUID participantId, Link link) {
        return keep(sessionId, participantId, "MAIL", link);
    }

    private Uni<Void> keep(UUID sessionId, UUID participantId, String source, Link link) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into join_link (participant_id, source, session_id, token_hash,
                                                    created_at, expires_at)
                                                values (:participant, :source, :session, :hash, :now, :expires)
                                                on conflict (participant_id, source) do update
                                                set token_hash = excluded.token_hash,
                                                    created_at = excluded.created_at, expires_at = excluded.expires_at
                                                """)
                                        .setParameter("participant", participantId)
                                        .setParameter("source", source)
                                        .setParameter("session", sessionId)
                                        .setParameter("hash", link.hash())
                                        .setParameter(
                                                "now", clock.instant().atOffset(ZoneOffset.UTC))
                                        .setParameter(
                                                "expires",
                                                link.expiresAt().atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Null when it was never made, was replaced, or has expired. */
    Uni<@Nullable Target> find(String token) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select session_id || ' ' || participant_id from join_link
                                                where token_hash = :hash and expires_at > :now
                                                """,
                                                String.class)
                                        .setParameter("hash", hash(token))
                                        .setParameter(
                                                "now", clock.instant().atOffset(ZoneOffset.UTC))
                                        .getSingleResultOrNull())
                .onItem()
                .ifNotNull()
                .transform(
                        ids ->
                                new Target(
                                        UUID.fromString(ids.substring(0, 36)),
                                        UUID.fromString(ids.substring(37))));
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
