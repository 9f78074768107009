package io.greenroom.session.scorecard;

import io.greenroom.session.mock.Participation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code session.scorecard-submitted.v1}: the levels that an interviewer gave before
 * they saw anybody else's. No free text: calibration needs none.
 *
 * @param candidateId absent when the candidate never came
 */
record ScorecardSubmitted(
        UUID sessionId,
        String interviewerId,
        String interviewerName,
        @Nullable String candidateId,
        Instant submittedAt,
        List<Item> items) {
    static final String TOPIC = "session.scorecards";
    static final String TYPE = "session.scorecard-submitted.v1";

    record Item(
            UUID itemId,
            String questionId,
            int questionVersion,
            String questionTitle,
            List<Level> criteria,
            List<String> redFlags) {}

    /**
     * @param level absent for what was not seen
     */
    record Level(String criterionId, String criterionTitle, @Nullable Integer level) {}

    static ScorecardSubmitted of(Participation session, List<ScoredItem> agenda, Card card) {
        var who = session.participant(card.interviewer()).orElseThrow();
        return new ScorecardSubmitted(
                session.sessionId(),
                Objects.requireNonNull(who.personId()),
                who.name(),
                session.candidate().map(Participation.Participant::personId).orElse(null),
                Objects.requireNonNull(card.handedInAt()),
                agenda.stream().flatMap(scored -> item(scored, card).stream()).toList());
    }

    private static Optional<Item> item(ScoredItem scored, Card card) {
        return card.content()
                .item(scored.id())
                .filter(CardContent.Item::isTouched)
                .map(
                        marks ->
                                new Item(
                                        scored.id(),
                                        scored.questionId(),
                                        scored.questionVersion(),
                                        scored.title(),
                                        scored.rubric().criteria().stream()
                                                .map(
                                                        criterion ->
                                                                new Level(
                                                                        criterion.id(),
                                                                        criterion.title(),
                                                                        marks.mark(criterion.id())
                                                                                .map(
                                                                                        CardContent
                                                                                                        .CriterionMark
                                                                                                ::level)
                                                                                .orElse(null)))
                                                .toList(),
                                        marks.redFlags().stream()
                                                .map(CardContent.FlagMark::redFlagId)
                                                .toList()));
    }
}
