package io.greenroom.session.scorecard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the candidate gets. Private notes, remarks and notes on a criterion cannot get
 * in: of a card only the agreed levels and quotes of what all could see are taken.
 */
final class ComposeRelease {
    private static final int MAX_LEVEL = 4;
    private static final int STRENGTH = 3;
    private static final int MOST_GAPS = 4;
    private static final String NO_GAP_LEFT =
            "Try one of the follow-up questions, without looking at your notes.";

    private final List<Card> cards;
    private final Reconciliation agreed;
    private final Composition composition;
    private final Map<UUID, String> documents;
    private final Instant now;

    /**
     * @param documents by item: its document as it was at the end
     */
    ComposeRelease(
            List<Card> cards,
            Reconciliation agreed,
            Composition composition,
            Map<UUID, String> documents,
            Instant now) {
        this.cards = cards;
        this.agreed = agreed;
        this.composition = composition;
        this.documents = Map.copyOf(documents);
        this.now = now;
    }

    Released of(List<ScoredItem> agenda) {
        var items = new ArrayList<Released.Item>();
        var scores = new ArrayList<Score.Weighted>();
        for (var scored : agenda) {
            var decided =
                    agreed.items().stream()
                            .filter(item -> item.itemId().equals(scored.id()))
                            .findFirst();
            if (decided.isPresent()) {
                var item = item(scored, decided.get());
                items.add(item);
                var grade = item.grade();
                if (grade != null) {
                    scores.add(new Score.Weighted(grade.score(), scored.minutes()));
                }
            }
        }
        var mean = Score.mean(scores);
        return new Released(
                Objects.requireNonNullElse(composition.feedback(), "").strip(),
                Boolean.TRUE.equals(composition.showRecommendation())
                        ? agreed.recommendation()
                        : null,
                mean.isPresent() ? mean.getAsInt() : null,
                mean.isPresent() ? Band.of(mean.getAsInt()).wire() : null,
                items);
    }

    private Released.Item item(ScoredItem scored, Reconciliation.Item decided) {
        var text = documents.getOrDefault(scored.id(), "");
        var moments = new ArrayList<Released.Moment>();
        var levels = new HashMap<String, Integer>();
        var notSeen = new ArrayList<String>();
        var criteria = new ArrayList<Released.Criterion>();
        var composed = composition.item(scored.id());
        for (var criterion : scored.rubric().criteria()) {
            var level = level(decided, criterion.id());
            if (level.isEmpty()) {
                notSeen.add(criterion.title());
                continue;
            }
            levels.put(criterion.id(), level.get());
            var shown = moments(scored, criterion.id(), null);
            moments.addAll(shown);
            criteria.add(
                    new Released.Criterion(
                            criterion.id(),
                            criterion.title(),
                            criterion.weight(),
                            level.get(),
                            1,
                            composed.flatMap(item -> item.note(criterion.id()))
                                    .orElseGet(() -> criterion.describe(level.get())),
                            quotes(scored, shown, text),
                            List.of()));
        }
        var flags = new ArrayList<Released.RedFlag>();
        for (var flag : scored.rubric().redFlags()) {
            boolean stands =
                    decided.redFlags().stream()
                            .anyMatch(
                                    claimed ->
                                            claimed.redFlagId().equals(flag.id())
                                                    && Boolean.TRUE.equals(claimed.stands()));
            if (stands) {
                var shown = moments(scored, null, flag.id());
                moments.addAll(shown);
                flags.add(
                        new Released.RedFlag(
                                flag.id(),
                                flag.title(),
                                flag.severity(),
                                flag.cap(),
                                quotes(scored, shown, text)));
            }
        }
        var score =
                Score.of(scored.rubric(), levels, flags.stream().map(flag -> flag.id()).toList());
        return new Released.Item(
                scored.id(),
                scored.minutes(),
                scored.questionId(),
                scored.questionVersion(),
                scored.title(),
                scored.round(),
                scored.language(),
                text,
                score.isEmpty()
                        ? null
                        : new Released.Grade(
                                score.getAsInt(),
                                Band.of(score.getAsInt()).wire(),
                                1,
                                false,
                                criteria,
                                flags,
                                strengths(criteria),
                                gaps(criteria),
                                composed.map(Composition.Item::nextStep)
                                        .filter(step -> !step.isBlank())
                                        .orElseGet(() -> nextStep(criteria, flags)),
                                List.of(),
                                new Released.Provenance(
                                        "human",
                                        "scorecard-1",
                                        "none",
                                        scored.questionVersion(),
                                        now,
                                        0)),
                notSeen,
                moments);
    }

    private static Optional<Integer> level(Reconciliation.Item decided, String criterionId) {
        return decided.criteria().stream()
                .filter(criterion -> criterion.criterionId().equals(criterionId))
                .findFirst()
                .map(Reconciliation.Criterion::agreed);
    }

    /** What all could see, of everybody's cards, less what is hidden. */
    private List<Released.Moment> moments(
            ScoredItem scored, @Nullable String criterionId, @Nullable String redFlagId) {
        var found = new ArrayList<Released.Moment>();
        var known = new HashSet<UUID>();
        for (var card : cards) {
            for (var evidence : evidence(card, scored.id(), criterionId, redFlagId)) {
                if (isOpen(evidence)) {
                    var moment = moment(scored.id(), criterionId, redFlagId, evidence);
                    if (!composition.hiddenEvidence().contains(moment.id())
                            && known.add(moment.id())) {
                        found.add(moment);
                    }
                }
            }
        }
        return found;
    }

    private static List<CardContent.Evidence> evidence(
            Card card, UUID itemId, @Nullable String criterionId, @Nullable String redFlagId) {
        var item = card.content().item(itemId);
        if (item.isEmpty()) {
            return List.of();
        }
        return criterionId == null
                ? item.get().redFlags().stream()
                        .filter(flag -> flag.redFlagId().equals(redFlagId))
                        .flatMap(flag -> flag.evidence().stream())
                        .toList()
                : item.get()
                        .mark(criterionId)
                        .map(CardContent.CriterionMark::evidence)
                        .orElse(List.of());
    }

    /** A mark is the interviewer's own, but words of a document that it quotes are not. */
    private static boolean isOpen(CardContent.Evidence evidence) {
        return switch (evidence.kind()) {
            case range, chat -> true;
            case mark -> evidence.documentId() != null;
            case note -> false;
        };
    }

    private static Released.Moment moment(
            UUID itemId,
            @Nullable String criterionId,
            @Nullable String redFlagId,
            CardContent.Evidence evidence) {
        boolean chat = evidence.kind() == CardContent.Kind.chat;
        var key =
                String.join(
                        "\n",
                        itemId.toString(),
                        String.valueOf(criterionId),
                        String.valueOf(redFlagId),
                        chat ? "chat " + evidence.refId() : String.valueOf(evidence.documentId()),
                        String.valueOf(evidence.version()),
                        String.valueOf(evidence.from()),
                        evidence.quote());
        return new Released.Moment(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
                chat ? "chat" : "range",
                criterionId,
                redFlagId,
                evidence.quote(),
                evidence.at(),
                evidence.documentId(),
                evidence.version(),
                evidence.from(),
                evidence.to());
    }

    /** Those that still stand in the document at the end. */
    private static List<Released.Quote> quotes(
            ScoredItem scored, List<Released.Moment> moments, String text) {
        var quotes = new ArrayList<Released.Quote>();
        for (var moment : moments) {
            if (!scored.id().toString().equals(moment.documentId())) {
                continue;
            }
            var quote = moment.quote();
            int start =
                    moment.from() != null && text.startsWith(quote, moment.from())
                            ? moment.from()
                            : text.indexOf(quote);
            boolean fresh =
                    quotes.stream()
                            .noneMatch(
                                    other ->
                                            start < other.end()
                                                    && other.start() < start + quote.length());
            if (start >= 0 && fresh) {
                quotes.add(new Released.Quote(quote, start, start + quote.length()));
            }
        }
        return quotes;
    }

    private static List<String> strengths(List<Released.Criterion> criteria) {
        return criteria.stream()
                .filter(criterion -> criterion.level() >= STRENGTH)
                .sorted(Comparator.comparingInt(Released.Criterion::level).reversed())
                .map(Released.Criterion::title)
                .toList();
    }

    private static List<String> gaps(List<Released.Criterion> criteria) {
        return criteria.stream()
                .filter(criterion -> criterion.level() < STRENGTH)
                .sorted(Comparator.comparingInt(ComposeRelease::lost).reversed())
                .limit(MOST_GAPS)
                .map(Released.Criterion::title)
                .toList();
    }

    private static String nextStep(
            List<Released.Criterion> criteria, List<Released.RedFlag> flags) {
        if (!flags.isEmpty()) {
            return "First of all, look at this: " + flags.getFirst().title() + ".";
        }
        return criteria.stream()
                .filter(criterion -> criterion.level() < STRENGTH)
                .max(Comparator.comparingInt(ComposeRelease::lost))
                .map(criterion -> "Work on “" + criterion.title() + "” next.")
                .orElse(NO_GAP_LEFT);
    }

    private static int lost(Released.Criterion criterion) {
        return criterion.weight() * (MAX_LEVEL - criterion.level());
    }
}
