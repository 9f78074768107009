package io.greenroom.session.scorecard;

import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the candidate gets of a session.
 *
 * @param releasedAt absent in a preview
 * @param recommendation only when the panel shows it
 * @param score the mean of the items' scores, each as much as it was given time; absent when too
 *     little was seen
 */
@Schema(name = "SessionReport")
record ReportView(
        UUID sessionId,
        String title,
        Instant startsAt,
        @Nullable Instant releasedAt,
        @Nullable Person candidate,
        List<String> interviewers,
        @Nullable Recommendation recommendation,
        String feedback,
        @Nullable Integer score,
        @Nullable String band,
        List<Released.Item> items,
        @Nullable Rating rating) {

    @Schema(name = "ReportPerson")
    record Person(String name) {}

    static ReportView of(
            Participation session, Panel panel, Released released, @Nullable Rating rating) {
        return new ReportView(
                session.sessionId(),
                session.title(),
                session.startsAt(),
                session.releasedAt(),
                session.candidate().map(person -> new Person(person.name())).orElse(null),
                session.participants().stream()
                        .filter(person -> person.role() == Role.INTERVIEWER)
                        .filter(person -> panel.hasHandedIn(person.id()))
                        .map(Participation.Participant::name)
                        .toList(),
                released.recommendation(),
                released.feedback(),
                released.score(),
                released.band(),
                released.items(),
                rating);
    }
}
