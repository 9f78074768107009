package io.greenroom.session.scorecard;

import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The interviewers of a session and their cards. A panel is blind: until each has handed in,
 * everybody sees their own card only, and whoever has not handed in sees nobody else's, ever.
 */
record Panel(List<Member> members) {
    Panel {
        members = List.copyOf(members);
    }

    /**
     * @param joined whether they were in the room while it was live; who was not is not waited for
     * @param excused whether somebody of the panel said so, or they have deleted their account
     */
    record Member(
            UUID participantId,
            String name,
            @Nullable String personId,
            boolean joined,
            boolean excused,
            @Nullable Card card) {
        boolean isIn() {
            return card != null && card.isHandedIn();
        }

        /** Their card, if it counts. */
        Optional<Card> handedIn() {
            return isIn() ? Optional.ofNullable(card) : Optional.empty();
        }

        boolean isAwaited() {
            return !isIn() && joined && !excused;
        }

        @Nullable Instant handedInAt() {
            return card == null ? null : card.handedInAt();
        }

        /** Names are personal and never printed. */
        @Override
        public String toString() {
            return "Member[" + participantId + "]";
        }
    }

    static Panel of(Participation session, List<Card> cards, List<UUID> excused) {
        var members = new ArrayList<Member>();
        for (var person : session.participants()) {
            if (person.role() == Role.INTERVIEWER) {
                members.add(
                        new Member(
                                person.id(),
                                person.name(),
                                person.personId(),
                                person.joinedAt() != null,
                                excused.contains(person.id()) || person.hasLeft(),
                                cards.stream()
                                        .filter(card -> card.interviewer().equals(person.id()))
                                        .findFirst()
                                        .orElse(null)));
            }
        }
        return new Panel(members);
    }

    /** Whether everybody who is waited for has handed in, and at least one has. */
    boolean isComplete() {
        return members.stream().noneMatch(Member::isAwaited)
                && members.stream().anyMatch(Member::isIn);
    }

    boolean hasHandedIn(UUID participantId) {
        return member(participantId).map(Member::isIn).orElse(false);
    }

    Optional<Member> member(UUID participantId) {
        return members.stream()
                .filter(member -> member.participantId().equals(participantId))
                .findFirst();
    }

    /** Whether one may read another's card. */
    boolean mayRead(UUID reader, UUID author) {
        return member(reader).isPresent()
                && (reader.equals(author) || (isComplete() && hasHandedIn(reader)));
    }

    /** The cards that one may read, their own first. */
    List<Card> readableBy(UUID reader) {
        var cards = new ArrayList<Card>();
        for (var member : members) {
            var card = member.card();
            boolean own = member.participantId().equals(reader);
            if (card != null && mayRead(reader, member.participantId())) {
                if (own) {
                    cards.addFirst(card);
                } else if (card.isHandedIn()) {
                    cards.add(card);
                }
            }
        }
        return cards;
    }

    /** The cards that count. */
    List<Card> handedIn() {
        return members.stream().flatMap(member -> member.handedIn().stream()).toList();
    }
}
