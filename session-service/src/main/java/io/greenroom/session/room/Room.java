package io.greenroom.session.room;

import io.greenroom.session.catalog.QuestionSnapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A room as one instance has it: its state, who is connected here, and what waits to be written.
 */
final class Room {
    private static final int TAIL_ENTRIES = 256;
    private static final int TAIL_CHARACTERS = 200_000;

    final UUID id;
    Agenda agenda;

    /** Null until it is loaded, and when it must be loaded again. */
    @Nullable RoomState state;

    /** Whether the database is asked about it: nothing else may touch the state meanwhile. */
    boolean busy;

    /** Whether the log must be looked at before anything is appended to it. */
    boolean careful;

    final Deque<Request> waiting = new ArrayDeque<>();
    final List<Peer> peers = new ArrayList<>();

    /** The other instances that have it loaded. */
    Set<UUID> others = Set.of();

    /** Who is connected there, and when that was heard of. */
    final Map<UUID, Elsewhere> elsewhere = new HashMap<>();

    /** How far the log has come, as others say. */
    long told;

    /** Up to where a snapshot has been kept. */
    long kept;

    /** Whose client is whose: a client's name is its person's alone. */
    final Map<String, UUID> clients = new HashMap<>();

    /** Whose coming the log tells of, and who has left since when. */
    final Set<UUID> here = new HashSet<>();

    final Map<UUID, Instant> leaving = new HashMap<>();

    /** Since when nobody is connected here. */
    @Nullable Instant empty;

    /** Whether anything was done since that was last looked at. */
    boolean active;

    /** The focus time whose end is awaited, by the entry that began it. */
    long awaitedFocus;

    private final Deque<Entry> tail = new ArrayDeque<>();
    private int tailCharacters;

    Room(UUID id, Agenda agenda) {
        this.id = id;
        this.agenda = agenda;
    }

    /** Connections at another instance. */
    record Elsewhere(Instant heard, List<Person> people) {}

    /** A connection as the others see it. */
    record Person(String connection, UUID participantId, String role, String name) {}

    /** What waits to be decided on, in the order in which it came. */
    sealed interface Request {
        /**
         * @param sure whether the log was read since: the client may have come from an instance
         *     that is a little ahead
         */
        record Enter(Peer peer, Frame.Hello hello, Instant since, boolean sure)
                implements Request {}

        record Edit(Peer peer, Frame.Push push, Instant since) implements Request {}

        record Act(Peer peer, Frame.Do action, @Nullable QuestionSnapshot question, Instant since)
                implements Request {}

        /** Something that the room does itself, once. */
        record Own(Actions.Draft draft, @Nullable UUID actor, @Nullable String op, long ofFocus)
                implements Request {}

        /** Somebody waited in the room when it was opened. */
        record Came(UUID participantId, Instant at) implements Request {}
    }

    /** Keeps an entry at hand for those who are a little behind. */
    void remember(Entry entry) {
        tail.addLast(entry);
        tailCharacters += entry.json().length();
        while (tail.size() > TAIL_ENTRIES || tailCharacters > TAIL_CHARACTERS) {
            tailCharacters -= tail.removeFirst().json().length();
        }
    }

    /** The entries after that one, if they are all at hand. */
    @Nullable List<Entry> tailAfter(long seq) {
        if (tail.isEmpty() || tail.getFirst().seq() > seq + 1) {
            return null;
        }
        return tail.stream().filter(entry -> entry.seq() > seq).toList();
    }

    /** Everything about the log is to be loaded again. */
    void forget() {
        state = null;
        tail.clear();
        tailCharacters = 0;
    }
}
