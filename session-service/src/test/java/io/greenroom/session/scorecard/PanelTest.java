package io.greenroom.session.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PanelTest {
    private static final UUID IRIS = new UUID(1, 1);
    private static final UUID IVAN = new UUID(1, 2);
    private static final UUID INES = new UUID(1, 3);
    private static final UUID IGOR = new UUID(1, 4);

    /** Whatever the order in which people hand in, join and are excused. */
    @Test
    void nobodySeesAnothersCardBeforeTheirOwnIsInAndAllOnlyWhenEverybodysIs() {
        var random = new SplittableRandom(7);
        for (int run = 0; run < 3_000; run++) {
            var people = List.of(IRIS, IVAN, INES, IGOR).subList(0, 1 + random.nextInt(4));
            var in = new HashSet<UUID>();
            var joined = new HashSet<UUID>();
            var excused = new HashSet<UUID>();
            for (int step = 0; step < 10; step++) {
                var who = people.get(random.nextInt(people.size()));
                switch (random.nextInt(4)) {
                    case 0 -> joined.add(who);
                    case 1 -> excused.add(who);
                    default -> {
                        joined.add(who);
                        in.add(who);
                    }
                }
                check(panel(people, in, joined, excused), people, in, joined, excused);
            }
        }
    }

    private static void check(
            Panel panel, List<UUID> people, Set<UUID> in, Set<UUID> joined, Set<UUID> excused) {
        boolean awaited =
                people.stream()
                        .anyMatch(
                                one ->
                                        joined.contains(one)
                                                && !in.contains(one)
                                                && !excused.contains(one));
        assertThat(panel.isComplete()).isEqualTo(!awaited && !in.isEmpty());
        for (var reader : people) {
            var seen =
                    panel.readableBy(reader).stream()
                            .map(Card::interviewer)
                            .filter(author -> !author.equals(reader))
                            .toList();
            if (!in.contains(reader) || awaited) {
                assertThat(seen).isEmpty();
            } else {
                var others = new HashSet<>(in);
                others.remove(reader);
                assertThat(seen).containsExactlyInAnyOrderElementsOf(others);
            }
        }
        assertThat(panel.readableBy(new UUID(9, 9))).isEmpty();
    }

    private static Panel panel(
            List<UUID> people, Set<UUID> in, Set<UUID> joined, Set<UUID> excused) {
        var members = new ArrayList<Panel.Member>();
        for (var one : people) {
            var draft = new Card(one, 1, CardContent.EMPTY, Cards.NOW, null);
            members.add(
                    new Panel.Member(
                            one,
                            "Name",
                            "person",
                            joined.contains(one),
                            excused.contains(one),
                            in.contains(one) ? Cards.handedIn(one, Cards.marks(3, 3, 3)) : draft));
        }
        return new Panel(members);
    }

    @Test
    void whoNeverCameIsNotWaitedFor() {
        var panel = panel(List.of(IRIS, IVAN), Set.of(IRIS), Set.of(IRIS), Set.of());
        assertThat(panel.isComplete()).isTrue();
    }
}
