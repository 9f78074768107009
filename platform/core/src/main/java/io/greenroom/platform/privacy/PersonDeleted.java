package io.greenroom.platform.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's data is to be deleted, wherever it is.
 *
 * @param personId who, as the identity provider has it
 * @param name the account's name; it stands where staff acted
 * @param at when that was asked for: what is younger is not meant
 * @param attemptIds all attempts of the person until then
 */
public record PersonDeleted(
        String personId, @Nullable String name, Instant at, List<UUID> attemptIds) {
    public static final String TOPIC = "identity.deletions";
    public static final String TYPE = "identity.person-deleted.v1";

    /** Where staff acted whose account is deleted, this stands instead of their name. */
    public static final String NOBODY = "deleted account";

    /** What the event carries; its time is {@link PersonDeleted#at}. */
    public record Data(
            @Nullable String personId, @Nullable String name, @Nullable List<UUID> attemptIds) {}

    /** Who and when, never what. */
    @Override
    public String toString() {
        return "PersonDeleted[" + at + "]";
    }

    /** The attempts' ids, with commas between them. */
    public String attempts() {
        return String.join(",", attemptIds.stream().map(UUID::toString).toList());
    }

    /** An id that takes the person's place where figures need one; it tells nobody who it was. */
    public static String pseudonym() {
        return "deleted:" + UUID.randomUUID();
    }

    static PersonDeleted of(Data data, Instant at) {
        return new PersonDeleted(
                Objects.requireNonNull(data.personId()),
                data.name(),
                at,
                List.copyOf(Objects.requireNonNull(data.attemptIds())));
    }
}
