package io.greenroom.session.scorecard;

import io.greenroom.platform.problem.Problem;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.SessionState;
import io.greenroom.session.replay.RoomRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds evidence against the room's record: a quote stands there word for word, or it is none. What
 * is somebody else's private note is not there.
 */
@ApplicationScoped
class EvidenceCheck {
    private final RoomRecord room;

    @Inject
    EvidenceCheck(RoomRecord room) {
        this.room = room;
    }

    /**
     * The card with its evidence as the record has it.
     *
     * @param errors what stands nowhere
     */
    record Checked(CardContent card, List<Problem.FieldError> errors) {}

    /**
     * Whose evidence it is.
     *
     * @param hiddenSince when the candidate began to work unseen, if they still do
     */
    private record Author(UUID sessionId, UUID participantId, @Nullable Instant hiddenSince) {
        /** Whether it is before their eyes, so that a quote found in it tells them nothing new. */
        boolean sees(RoomRecord.Text text) {
            var at = text.at();
            return hiddenSince == null || at == null || at.isBefore(hiddenSince);
        }
    }

    /** Looks everything up; what the shared record showed before, it still shows. */
    Uni<Checked> check(Participation session, CardContent card, CardContent before) {
        var known = shared(before);
        var places = places(card);
        boolean mayBeHidden =
                session.state() == SessionState.LIVE
                        && places.values().stream().anyMatch(one -> !known.contains(one));
        return (mayBeHidden
                        ? room.focusSince(session.sessionId())
                        : Uni.createFrom().item(Optional.<Instant>empty()))
                .chain(
                        since ->
                                check(
                                        new Author(
                                                session.sessionId(),
                                                session.participantId(),
                                                since.orElse(null)),
                                        card,
                                        places,
                                        known));
    }

    private Uni<Checked> check(
            Author author,
            CardContent card,
            Map<String, CardContent.Evidence> places,
            Set<CardContent.Evidence> known) {
        var found = new LinkedHashMap<String, CardContent.Evidence>();
        var errors = new ArrayList<Problem.FieldError>();
        return Multi.createFrom()
                .iterable(places.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        place ->
                                known.contains(place.getValue())
                                        ? keep(found, place.getKey(), place.getValue())
                                        : lookUp(author, place.getValue())
                                                .invoke(
                                                        verified ->
                                                                verified.ifPresentOrElse(
                                                                        one ->
                                                                                found.put(
                                                                                        place
                                                                                                .getKey(),
                                                                                        one),
                                                                        () ->
                                                                                errors.add(
                                                                                        error(
                                                                                                author,
                                                                                                place)))))
                .collect()
                .last()
                .replaceWith(
                        () -> new Checked(errors.isEmpty() ? rebuilt(card, found) : card, errors));
    }

    private static Uni<Optional<CardContent.Evidence>> keep(
            Map<String, CardContent.Evidence> found, String place, CardContent.Evidence evidence) {
        found.put(place, evidence);
        return Uni.createFrom().item(Optional.of(evidence));
    }

    private static Problem.FieldError error(
            Author author, Map.Entry<String, CardContent.Evidence> place) {
        return new Problem.FieldError(
                place.getKey(),
                switch (place.getValue().kind()) {
                    case note -> "You have no note with these words.";
                    case mark -> "You have no mark with these words.";
                    case range ->
                            author.hiddenSince() == null
                                    ? "The document does not have these words there at that"
                                            + " version."
                                    : "The document did not have these words there before focus"
                                            + " time began. What came since can be quoted when it"
                                            + " is over.";
                    case chat -> "The chat does not have these words there.";
                });
    }

    private Uni<Optional<CardContent.Evidence>> lookUp(Author author, CardContent.Evidence claim) {
        return switch (claim.kind()) {
            case range -> range(author, claim);
            case chat -> chat(author, claim);
            case note, mark -> own(author, claim);
        };
    }

    private Uni<Optional<CardContent.Evidence>> range(Author author, CardContent.Evidence claim) {
        var document = claim.documentId();
        var version = claim.version();
        if (document == null || version == null) {
            return none();
        }
        return room.document(author.sessionId(), document, version)
                .map(
                        found ->
                                found.filter(author::sees)
                                        .filter(text -> stands(text.text(), claim))
                                        .map(text -> claim.at(text.at())));
    }

    private static boolean stands(String text, CardContent.Evidence claim) {
        var from = claim.from();
        var to = claim.to();
        return from != null
                && to != null
                && from < to
                && to <= text.length()
                && text.substring(from, to).equals(claim.quote());
    }

    private Uni<Optional<CardContent.Evidence>> chat(Author author, CardContent.Evidence claim) {
        var seq = number(claim.refId());
        return seq == null
                ? none()
                : room.said(author.sessionId(), seq)
                        .map(
                                found ->
                                        found.filter(said -> said.text().contains(claim.quote()))
                                                .map(
                                                        said ->
                                                                new CardContent.Evidence(
                                                                        claim.kind(),
                                                                        claim.refId(),
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        null,
                                                                        claim.quote(),
                                                                        said.at())));
    }

    private Uni<Optional<CardContent.Evidence>> own(Author author, CardContent.Evidence claim) {
        var id = id(claim.refId());
        return id == null
                ? none()
                : room.own(author.sessionId(), author.participantId(), id)
                        .chain(
                                found -> {
                                    if (found.isEmpty()
                                            || !found.get().kind().equals(claim.kind().name())
                                            || !found.get().contains(claim.quote())) {
                                        return none();
                                    }
                                    return located(author, claim, found.get()).map(Optional::of);
                                });
    }

    /** A mark of words of a document shows them as a range does, if they really stand there. */
    private Uni<CardContent.Evidence> located(
            Author author, CardContent.Evidence claim, RoomRecord.Own own) {
        var bare =
                new CardContent.Evidence(
                        claim.kind(),
                        claim.refId(),
                        null,
                        null,
                        null,
                        null,
                        claim.quote(),
                        own.at());
        var document = own.documentId();
        var version = own.version();
        if (document == null || version == null) {
            return Uni.createFrom().item(bare);
        }
        var there =
                new CardContent.Evidence(
                        claim.kind(),
                        claim.refId(),
                        document,
                        version,
                        own.from(),
                        own.to(),
                        claim.quote(),
                        own.at());
        return room.document(author.sessionId(), document, version)
                .map(found -> found.filter(author::sees))
                .map(found -> found.filter(text -> stands(text.text(), there)))
                .map(found -> found.isPresent() ? there : bare);
    }

    private static Uni<Optional<CardContent.Evidence>> none() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The shared log never changes; notes and marks may. */
    private static Set<CardContent.Evidence> shared(CardContent card) {
        var known = new HashSet<CardContent.Evidence>();
        for (var evidence : places(card).values()) {
            if (evidence.kind() == CardContent.Kind.range
                    || evidence.kind() == CardContent.Kind.chat) {
                known.add(evidence);
            }
        }
        return known;
    }

    /** All evidence of a card by its pointer, in its order. */
    private static Map<String, CardContent.Evidence> places(CardContent card) {
        var places = new LinkedHashMap<String, CardContent.Evidence>();
        for (int i = 0; i < card.items().size(); i++) {
            var item = card.items().get(i);
            for (int j = 0; j < item.criteria().size(); j++) {
                add(places, at(i, "criteria", j), item.criteria().get(j).evidence());
            }
            for (int j = 0; j < item.redFlags().size(); j++) {
                add(places, at(i, "redFlags", j), item.redFlags().get(j).evidence());
            }
        }
        return places;
    }

    private static void add(
            Map<String, CardContent.Evidence> places,
            String at,
            List<CardContent.Evidence> evidence) {
        for (int k = 0; k < evidence.size(); k++) {
            places.put(at + k, evidence.get(k));
        }
    }

    private static String at(int item, String what, int index) {
        return "/items/%d/%s/%d/evidence/".formatted(item, what, index);
    }

    private static CardContent rebuilt(
            CardContent card, Map<String, CardContent.Evidence> evidence) {
        var items = new ArrayList<CardContent.Item>();
        for (int i = 0; i < card.items().size(); i++) {
            var item = card.items().get(i);
            var criteria = new ArrayList<CardContent.CriterionMark>();
            for (int j = 0; j < item.criteria().size(); j++) {
                var mark = item.criteria().get(j);
                criteria.add(
                        new CardContent.CriterionMark(
                                mark.criterionId(),
                                mark.level(),
                                mark.notSeen(),
                                mark.note(),
                                of(evidence, at(i, "criteria", j), mark.evidence().size())));
            }
            var flags = new ArrayList<CardContent.FlagMark>();
            for (int j = 0; j < item.redFlags().size(); j++) {
                var flag = item.redFlags().get(j);
                flags.add(
                        new CardContent.FlagMark(
                                flag.redFlagId(),
                                of(evidence, at(i, "redFlags", j), flag.evidence().size())));
            }
            items.add(new CardContent.Item(item.itemId(), item.summary(), criteria, flags));
        }
        return new CardContent(items, card.recommendation(), card.feedback(), card.privateRemark());
    }

    private static List<CardContent.Evidence> of(
            Map<String, CardContent.Evidence> evidence, String at, int count) {
        var some = new ArrayList<CardContent.Evidence>();
        for (int k = 0; k < count; k++) {
            some.add(evidence.get(at + k));
        }
        return some;
    }
}
