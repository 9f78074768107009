package io.greenroom.session.mock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session in a list.
 *
 * @param role what the caller is in it; null for an admin who is not in it
 * @param items how many questions are on its agenda
 */
record SessionSummary(
        UUID id,
        String title,
        SessionState state,
        Instant startsAt,
        int minutes,
        String timeZone,
        boolean peer,
        String organiser,
        @Nullable Role role,
        int items,
        List<Person> participants) {
    record Person(Role role, String name) {}
}
