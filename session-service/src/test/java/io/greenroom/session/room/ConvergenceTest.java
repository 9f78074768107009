package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Several clients write at random, behind connections that delay, lose, repeat and break. However
 * it goes, in the end all have the server's text, and nothing that was written is missing.
 */
class ConvergenceTest {
    private static final int STEPS = 300;

    @Property(tries = 400)
    void allEndWithTheServersText(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 5) int clients,
            @ForAll boolean moving) {
        var world = new World(new Random(seed), clients, moving, true);

        world.run();

        for (var client : world.clients) {
            assertThat(client.text.toString()).isEqualTo(world.server.text());
            assertThat(client.version).isEqualTo(world.server.version());
        }
    }

    @Property(tries = 200)
    void everyInsertionIsThereOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 4) int clients,
            @ForAll boolean moving) {
        var world = new World(new Random(seed), clients, moving, false);

        world.run();

        for (var token : world.tokens) {
            assertThat(occurrences(world.server.text(), token)).as(token).isEqualTo(1);
        }
    }

    @Property(tries = 100)
    void clientsOfBothKindsWriteInOneDocument(@ForAll long seed) {
        var world = new World(new Random(seed), 4, true, true);
        world.clients.get(0).moving = false;
        world.clients.get(1).moving = false;

        world.run();

        for (var client : world.clients) {
            assertThat(client.text.toString()).isEqualTo(world.server.text());
        }
    }

    private static int occurrences(String text, String token) {
        int number = 0;
        for (int at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
            number++;
        }
        return number;
    }

    /** The server, its log, and the ways to it. */
    private static final class World {
        final Random random;
        final Document server =
                new Document("doc", null, "Doc", "plain", 0, "def f():\n    pass\n");
        final List<Entry.Edit> log = new ArrayList<>();
        final List<Client> clients = new ArrayList<>();
        final List<String> tokens = new ArrayList<>();
        final boolean deleting;

        World(Random random, int number, boolean moving, boolean deleting) {
            this.random = random;
            this.deleting = deleting;
            for (int i = 0; i < number; i++) {
                clients.add(new Client(this, "client-" + i, moving));
            }
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                var client = clients.get(random.nextInt(clients.size()));
                switch (random.nextInt(12)) {
                    case 0, 1, 2 -> client.write();
                    case 3, 4 -> client.push();
                    case 5, 6 -> client.arriveAtServer();
                    case 7, 8, 9 -> client.takeIn();
                    case 10 -> client.pushAgain();
                    default -> client.breakOff();
                }
            }
            // Everything comes to rest.
            boolean moved = true;
            while (moved) {
                moved = false;
                for (var client : clients) {
                    client.push();
                    while (client.arriveAtServer()) {
                        moved = true;
                    }
                    while (client.takeIn()) {
                        moved = true;
                    }
                    moved |= !client.unconfirmed.isEmpty();
                }
            }
        }
    }

    private record Push(int version, List<ChangeSet> changes) {}

    /** What CodeMirror's collaboration does in a client. */
    private static final class Client {
        final World world;
        final String name;
        boolean moving;
        final StringBuilder text;
        int version;
        final List<ChangeSet> unconfirmed = new ArrayList<>();

        /** How many of them are on their way. */
        int pushed;

        /** Frames to the server that have not arrived. */
        final Deque<Push> uplink = new ArrayDeque<>();

        /** Answers to them; the log is read from {@link #read} on. */
        final Deque<Boolean> stale = new ArrayDeque<>();

        int read;
        @Nullable Push last;

        Client(World world, String name, boolean moving) {
            this.world = world;
            this.name = name;
            this.moving = moving;
            this.text = new StringBuilder(world.server.text());
        }

        void write() {
            var random = world.random;
            int from = random.nextInt(text.length() + 1);
            int to =
                    world.deleting && random.nextBoolean()
                            ? Math.min(text.length(), from + random.nextInt(6))
                            : from;
            var insert = "";
            if (!world.deleting) {
                // Never split by another's: nobody deletes, but an insertion may fall into one.
                insert = "<" + name.charAt(7) + world.tokens.size() + ">";
                from = boundary(from);
                to = from;
                world.tokens.add(insert);
            } else if (random.nextInt(4) > 0) {
                insert = List.of("a", "x\ny", "\ud83d\ude00", "\n", "zz").get(random.nextInt(5));
            }
            var change = change(from, to, insert, text.length());
            change.applyTo(text);
            unconfirmed.add(change);
        }

        private int boundary(int from) {
            int open = text.lastIndexOf("<", from - 1);
            int close = text.indexOf(">", Math.max(open, 0));
            return open >= 0 && close >= from ? close + 1 : from;
        }

        void push() {
            if (pushed > 0 || unconfirmed.isEmpty()) {
                return;
            }
            pushed = unconfirmed.size();
            last = new Push(version, List.copyOf(unconfirmed));
            uplink.addLast(last);
        }

        /** The same frame twice, as after a doubtful end. */
        void pushAgain() {
            if (pushed > 0 && last != null && uplink.contains(last)) {
                uplink.addLast(last);
            }
        }

        boolean arriveAtServer() {
            var push = uplink.pollFirst();
            if (push == null) {
                return false;
            }
            switch (world.server.fit(push.version(), name, push.changes(), moving, 100_000)) {
                case Document.Outcome.Fits fits -> {
                    for (var change : fits.changes()) {
                        var edit = new Entry.Edit("doc", world.server.version() + 1, name, change);
                        world.server.apply(edit);
                        world.log.add(edit);
                    }
                }
                case Document.Outcome.Stale late -> stale.addLast(true);
                case Document.Outcome.Misfit misfit ->
                        throw new AssertionError("A push of the protocol does not fit");
                case Document.Outcome.TooLong tooLong ->
                        throw new AssertionError("A push of the protocol is too long");
            }
            return true;
        }

        boolean takeIn() {
            if (read == world.log.size()) {
                if (stale.pollFirst() != null) {
                    pushed = 0;
                    return true;
                }
                return false;
            }
            var edit = world.log.get(read++);
            version = edit.version();
            if (edit.client().equals(name)) {
                unconfirmed.removeFirst();
                pushed = Math.max(0, pushed - 1);
                return true;
            }
            var over = edit.changes();
            for (int i = 0; i < unconfirmed.size(); i++) {
                var ours = unconfirmed.get(i);
                unconfirmed.set(i, ours.map(over, false));
                over = over.map(ours, true);
            }
            over.applyTo(text);
            return true;
        }

        /** What was on its way is lost, in part; the client goes on from what it had. */
        void breakOff() {
            while (!uplink.isEmpty() && world.random.nextBoolean()) {
                arriveAtServer();
            }
            uplink.clear();
            stale.clear();
            pushed = 0;
        }

        private static ChangeSet change(int from, int to, String insert, int length) {
            var json = new StringBuilder("[");
            if (from > 0) {
                json.append(from).append(',');
            }
            json.append('[').append(to - from);
            if (!insert.isEmpty()) {
                for (var line : insert.split("\n", -1)) {
                    json.append(',');
                    Json.quote(json, line);
                }
            }
            json.append(']');
            if (length > to) {
                json.append(',').append(length - to);
            }
            try {
                return ChangeSet.of(Json.parse(json.append(']').toString()));
            } catch (ChangeSet.Malformed e) {
                throw new AssertionError(e);
            }
        }
    }
}
