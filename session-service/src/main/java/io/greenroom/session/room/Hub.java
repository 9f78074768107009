package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.greenroom.session.mock.SessionState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one instance.
 *
 * <p>Whatever waits, of all rooms, goes in one commit, and only then is answered and relayed. So
 * nobody sees what could still be lost, and each commit carries as much as came during the one
 * before. There are two ways to it:
 *
 * <ul>
 *   <li>Changes of documents that nobody else has open are decided on what is known here, and
 *       appended by one statement on condition that the log has come just as far and is watched
 *       from nowhere else. A room of which that is not true is loaded again, and goes the other
 *       way.
 *   <li>All else goes in a transaction that holds the rooms' rows in one order for all instances.
 *       Under the rows it reads what others have appended, decides, and appends. So any instance
 *       may serve any room.
 * </ul>
 *
 * <p>All state belongs to one event loop. What comes in from connections, signals and timers is
 * handed over to it.
 */
final class Hub {
    private static final Logger LOG = Logger.getLogger(Hub.class);

    /** Further behind, a client is given the state instead of the entries. */
    private static final long RESUMABLE = 5_000;

    private static final int ENTRIES_A_FRAME = 200;
    private static final int ENTRIES_A_READ = 500;
    private static final int FRAME_CHARACTERS = 256_000;
    private static final int ENTRIES_A_COMMIT = 2_000;
    private static final Duration RETRY = Duration.ofMillis(250);

    /**
     * How long a change may wait for the database before its connection had better try elsewhere.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How many connections to one room a person may have at an instance. */
    private static final int CONNECTIONS_A_PERSON = 8;

    /** How much of one connection may wait to be decided on. */
    private static final int WAITING = 250;

    /** How long after the last connection of somebody is closed the log says that they left. */
    private static final Duration LEAVE = Duration.ofSeconds(10);

    private static final Duration GONE = Duration.ofSeconds(30);

    /** How long rooms that name an instance that is gone are cleared of it as they are loaded. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Vertx vertx;
    private final Context context;
    private final UUID instance = UUID.randomUUID();
    private final RoomStore store;
    private final RoomConfig config;
    private final Clock clock;
    private final RoomMetrics metrics;
    private final Questions questions;
    private final Passing passing;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private final Map<UUID, Room> rooms = new HashMap<>();
    private final Map<UUID, Instant> instances = new HashMap<>();

    /** The rooms that have, or may have, something to do. */
    private final Set<Room> due = new LinkedHashSet<>();

    /** Whether a commit of either way is under way. */
    private boolean appending;

    private boolean writing;
    private boolean pumping;

    /** After a failure rooms are written one by one, to find the one that is to blame. */
    private final Deque<Room> suspects = new ArrayDeque<>();

    private boolean failing;
    private boolean closed;
    private final Promise<Void> left = Promise.promise();
    private long timer;
    private int sweeps;

    /** Where questions come from. */
    interface Questions {
        /** The question of an item of the agenda; null when there is no such item. */
        Future<@Nullable QuestionSnapshot> of(Member who, String item);

        /** These sessions were attended just now. */
        void attended(Collection<UUID> sessionIds);
    }

    /** How signals come in. */
    interface Signalling {
        /** Calls the listener for each signal, and with an empty text after a gap. */
        void listen(String channel, Consumer<String> listener);
    }

    Hub(
            Vertx vertx,
            Pool pool,
            Signalling signals,
            RoomConfig config,
            Clock clock,
            RoomMetrics metrics,
            Questions questions) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.store = new RoomStore(pool, instance);
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.questions = questions;
        this.passing = new Passing(instance);
        signals.listen(RoomStore.GROWN, text -> run(() -> grown(text)));
        signals.listen(RoomStore.PASSING, text -> run(() -> passed(text)));
        run(() -> timer = vertx.setPeriodic(config.sweep().toMillis(), tick -> sweep()));
    }

    /** Hands something over to the hub's event loop; what one thread hands over stays in order. */
    private void run(Runnable task) {
        inbox.add(task);
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(go -> drain());
        }
    }

    private void drain() {
        scheduled.set(false);
        Runnable task;
        while ((task = inbox.poll()) != null) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("The hub failed at a task", e);
            }
        }
        pump();
    }

    // ---- Connections

    /** A new connection; it must say hello next. */
    Peer connect(Member member, Wire wire) {
        var peer = new Peer(UUID.randomUUID().toString(), member, wire);
        run(() -> join(peer));
        return peer;
    }

    /** What a connection sent; pings are not the hub's. */
    void receive(Peer peer, Frame frame) {
        run(() -> take(peer, frame));
    }

    /** There is room on the wire again. */
    void drained(Peer peer) {
        run(
                () -> {
                    peer.flush();
                    var room = rooms.get(peer.member().sessionId());
                    if (room != null && peer.isBehind()) {
                        catchUp(room, peer);
                    }
                });
    }

    void disconnect(Peer peer) {
        run(() -> part(peer));
    }

    private void join(Peer peer) {
        if (closed) {
            peer.close(Closing.GOING_DOWN);
            return;
        }
        var member = peer.member();
        var room = rooms.computeIfAbsent(member.sessionId(), id -> new Room(id, member.agenda()));
        var own =
                room.peers.stream()
                        .filter(other -> !other.isGone() && isOfSamePerson(other, member))
                        .toList();
        if (own.size() >= CONNECTIONS_A_PERSON) {
            // Nobody keeps the others out, nor themselves by tabs that they have lost sight of.
            own.getFirst().close(Closing.TAKEN_OVER);
        }
        if (room.peers.stream().filter(other -> !other.isGone()).count() >= config.connections()) {
            peer.close(Closing.FULL);
            return;
        }
        room.agenda = member.agenda();
        if (room.state != null && !room.busy) {
            room.state.planned(member.agenda());
        }
        room.peers.add(peer);
        room.empty = null;
        due.add(room);
        metrics.connected(1);
    }

    private static boolean isOfSamePerson(Peer peer, Member member) {
        return peer.member().participantId().equals(member.participantId());
    }

    private void part(Peer peer) {
        var room = rooms.get(peer.member().sessionId());
        peer.leave();
        if (room == null || !room.peers.remove(peer)) {
            return;
        }
        metrics.connected(-1);
        var now = now();
        if (room.peers.isEmpty()) {
            room.empty = now;
        }
        var who = peer.member().participantId();
        if (room.here.contains(who) && isAway(room, who)) {
            room.leaving.put(who, now);
        }
        presence(room);
    }

    private static boolean isAway(Room room, UUID participant) {
        return room.peers.stream()
                        .noneMatch(
                                peer ->
                                        peer.isWelcomed()
                                                && peer.member()
                                                        .participantId()
                                                        .equals(participant))
                && room.elsewhere.values().stream()
                        .flatMap(there -> there.people().stream())
                        .noneMatch(person -> person.participantId().equals(participant));
    }

    private void take(Peer peer, Frame frame) {
        var room = rooms.get(peer.member().sessionId());
        if (room == null || peer.isGone()) {
            return;
        }
        if (frame instanceof Frame.Hello hello) {
            if (peer.client() != null) {
                peer.tell(error("unexpected", "Hello was said before."));
                return;
            }
            peer.client(hello.client());
            ask(room, new Room.Request.Enter(peer, hello, now(), false));
            return;
        }
        if (!peer.isWelcomed()) {
            peer.tell(error("no-hello", "Wait for the welcome."));
            return;
        }
        switch (frame) {
            case Frame.Push push -> enqueue(room, peer, new Room.Request.Edit(peer, push, now()));
            case Frame.Do action -> act(room, peer, action);
            case Frame.Whisper whisper -> whisper(room, peer, whisper);
            case Frame.Hello hello -> {}
            case Frame.Ping ping -> {}
        }
    }

    private void act(Room room, Peer peer, Frame.Do action) {
        var now = now();
        var item = action.fields().path("item");
        if (!Actions.needsQuestion(action.action())
                || !peer.member().isPanel()
                || !item.isTextual()) {
            enqueue(room, peer, new Room.Request.Act(peer, action, null, now));
            return;
        }
        questions
                .of(peer.member(), item.textValue())
                .onComplete(
                        found ->
                                run(
                                        () -> {
                                            if (found.failed()) {
                                                LOG.warnf(
                                                        "A question cannot be read: %s",
                                                        found.cause().toString());
                                                peer.tell(
                                                        refused(
                                                                action.op(),
                                                                new Refusal(
                                                                        "unavailable",
                                                                        "Try again in a"
                                                                                + " moment.")));
                                                return;
                                            }
                                            enqueue(
                                                    room,
                                                    peer,
                                                    new Room.Request.Act(
                                                            peer, action, found.result(), now));
                                        }));
    }

    /** While the database is away, what waits must not fill the memory. */
    private void enqueue(Room room, Peer peer, Room.Request request) {
        if (room.waiting.size() >= WAITING
                && room.waiting.stream().filter(other -> isOf(other, peer)).count() >= WAITING) {
            peer.close(Closing.TOO_FAST);
            return;
        }
        ask(room, request);
    }

    private void ask(Room room, Room.Request request) {
        room.waiting.addLast(request);
        due.add(room);
    }

    // ---- The writer

    /** Starts whatever can start: loading, catching up, welcoming, writing. */
    private void pump() {
        if (pumping || closed) {
            return;
        }
        pumping = true;
        try {
            for (var room : List.copyOf(due)) {
                if (room.busy) {
                    continue;
                }
                var state = room.state;
                if (rooms.get(room.id) != room) {
                    due.remove(room);
                } else if (state == null) {
                    if (room.peers.isEmpty() && room.waiting.isEmpty()) {
                        due.remove(room);
                    } else if (!failing) {
                        load(room);
                    }
                } else if (room.told > state.seq()) {
                    readOn(room, state);
                } else if (room.waiting.isEmpty()) {
                    due.remove(room);
                }
            }
            if (!failing) {
                write();
            }
        } finally {
            pumping = false;
        }
    }

    private void load(Room room) {
        room.busy = true;
        var began = System.nanoTime();
        store.load(room.id, now(), gone())
                .onComplete(
                        loaded -> {
                            room.busy = false;
                            if (loaded.failed()) {
                                LOG.warnf("A room waits: %s", loaded.cause().toString());
                                retry();
                                return;
                            }
                            var stored = loaded.result();
                            if (stored == null) {
                                closeAll(room, Closing.NO_SUCH_SESSION);
                                rooms.remove(room.id);
                                return;
                            }
                            try {
                                loaded(room, stored);
                                metrics.loaded(System.nanoTime() - began);
                            } catch (RuntimeException e) {
                                LOG.errorf(e, "The log of room %s cannot be read", room.id);
                                closeAll(room, Closing.GOING_DOWN);
                                rooms.remove(room.id);
                            }
                            run(() -> {});
                        });
    }

    private void loaded(Room room, RoomStore.Stored stored) {
        var state =
                stored.snapshot() == null
                        ? new RoomState(room.agenda)
                        : RoomState.of(room.agenda, stored.snapshotSeq(), stored.snapshot());
        room.kept = stored.snapshotSeq();
        for (var entry : stored.entries()) {
            apply(room, state, entry);
            room.remember(entry);
        }
        room.state = state;
        watchers(room, stored.watchers());
        afterApplying(room, state, List.of());
        // Connections that were here before go on from where they were.
        for (var peer : room.peers) {
            if (peer.isWelcomed() && peer.sent() < state.seq()) {
                peer.behind(true);
                catchUp(room, peer);
            }
        }
        if (!room.others.isEmpty()) {
            announce(room, true);
        }
    }

    private void apply(Room room, RoomState state, Entry entry) {
        state.apply(entry);
        var edit = entry.edit();
        var actor = entry.actor();
        if (edit != null && actor != null) {
            room.clients.putIfAbsent(edit.client(), actor);
        }
        if (entry.kind() == Kind.PHASE && state.phase() == SessionState.LIVE) {
            // The log alone does not tell who waits: it names those too whose instance was killed.
            room.here.stream()
                    .filter(state.there()::contains)
                    .forEach(who -> ask(room, new Room.Request.Came(who, entry.at())));
        }
    }

    private void readOn(Room room, RoomState state) {
        readOn(room, state, read -> {});
    }

    /**
     * Reads what others have appended.
     *
     * @param then told whether it was read, before anything else is done for the room
     */
    private void readOn(Room room, RoomState state, Consumer<Boolean> then) {
        room.busy = true;
        store.after(room.id, state.seq(), Long.MAX_VALUE)
                .onComplete(
                        read -> {
                            room.busy = false;
                            then.accept(read.succeeded());
                            if (read.failed()) {
                                LOG.warnf("A room waits: %s", read.cause().toString());
                                retry();
                                return;
                            }
                            if (read.result().isEmpty()) {
                                room.told = state.seq();
                            }
                            takeIn(room, state, read.result());
                            run(() -> {});
                        });
    }

    /** Entries that are in the log already. */
    private void takeIn(Room room, RoomState state, List<Entry> entries) {
        for (var entry : entries) {
            apply(room, state, entry);
        }
        afterApplying(room, state, entries);
    }

    private static final class Turn {
        final Room room;
        final RoomState state;

        /** How far the log had come before it. */
        final long base;

        final List<Room.Request> requests = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();

        /** How many of them it adds itself. */
        int own;

        final List<Runnable> answers = new ArrayList<>();
        final Map<String, Long> done = new HashMap<>();

        Turn(Room room, RoomState state) {
            this.room = room;
            this.state = state;
            this.base = state.seq();
        }

        /** Takes up what waits, as long as it is for the same way. */
        int take(boolean atOnce, int atMost) {
            int size = 0;
            while (size < atMost) {
                var next = room.waiting.peekFirst();
                if (next == null
                        || next instanceof Room.Request.Enter
                        || (atOnce && !(next instanceof Room.Request.Edit))) {
                    break;
                }
                requests.add(room.waiting.removeFirst());
                size += next instanceof Room.Request.Edit edit ? edit.push().changes().size() : 1;
            }
            return size;
        }

        void giveBack() {
            for (int i = requests.size() - 1; i >= 0; i--) {
                room.waiting.addFirst(requests.get(i));
            }
        }
    }

    private void write() {
        var alone = new LinkedHashMap<UUID, Turn>();
        var held = new LinkedHashMap<UUID, Turn>();
        int size = 0;
        boolean searching = !suspects.isEmpty();
        if (searching && writing) {
            return;
        }
        for (var room : List.copyOf(searching ? nextSuspect() : due)) {
            var state = room.state;
            if (room.busy || state == null || room.waiting.isEmpty()) {
                continue;
            }
            welcomeThoseFirst(room, state);
            var first = room.waiting.peekFirst();
            if (room.busy || first == null) {
                continue;
            }
            boolean atOnce =
                    first instanceof Room.Request.Edit
                            && !searching
                            && !room.careful
                            && !isWatchedElsewhere(room);
            if (atOnce ? appending : writing) {
                continue;
            }
            var turn = new Turn(room, state);
            size += turn.take(atOnce, ENTRIES_A_COMMIT - size);
            if (!turn.requests.isEmpty()) {
                (atOnce ? alone : held).put(room.id, turn);
                room.busy = true;
            }
        }
        if (!alone.isEmpty()) {
            append(alone);
        }
        if (!held.isEmpty()) {
            writing = true;
            var began = System.nanoTime();
            store.begin()
                    .onFailure(
                            failure -> {
                                writing = false;
                                failed(held, failure);
                            })
                    .onSuccess(transaction -> write(transaction, held, began));
        }
    }

    /** The short way. */
    private void append(Map<UUID, Turn> turns) {
        var began = System.nanoTime();
        var batch = new RoomStore.Batch();
        var bases = new HashMap<UUID, Long>();
        try {
            for (var turn : List.copyOf(turns.values())) {
                decide(turn, batch);
                if (turn.entries.isEmpty()) {
                    // Nothing would tell whether it was refused for something that is over.
                    turns.remove(turn.room.id);
                    turn.room.busy = false;
                    lookFirst(turn);
                } else {
                    bases.put(turn.room.id, turn.base);
                }
            }
        } catch (RuntimeException e) {
            failed(turns, e);
            return;
        }
        if (turns.isEmpty()) {
            return;
        }
        appending = true;
        store.append(batch, bases, gone())
                .onComplete(
                        done -> {
                            appending = false;
                            if (done.failed()) {
                                failed(turns, done.cause());
                                return;
                            }
                            for (var turn : List.copyOf(turns.values())) {
                                if (!done.result().contains(turn.room.id)) {
                                    turns.remove(turn.room.id);
                                    turn.room.busy = false;
                                    turn.room.forget();
                                    lookFirst(turn);
                                }
                            }
                            written(turns, began);
                        });
    }

    /** It goes again, the other way. */
    private void lookFirst(Turn turn) {
        turn.giveBack();
        turn.room.careful = true;
        due.add(turn.room);
        run(() -> {});
    }

    /** One at a time; none while the next is not loaded. */
    private Collection<Room> nextSuspect() {
        while (!suspects.isEmpty()) {
            var suspect = suspects.peekFirst();
            if (rooms.get(suspect.id) != suspect || suspect.waiting.isEmpty()) {
                suspects.removeFirst();
            } else if (suspect.busy || suspect.state == null) {
                return List.of();
            } else {
                suspects.removeFirst();
                return List.of(suspect);
            }
        }
        return due;
    }

    private void welcomeThoseFirst(Room room, RoomState state) {
        while (!room.busy && room.waiting.peekFirst() instanceof Room.Request.Enter enter) {
            room.waiting.removeFirst();
            enter(room, state, enter);
        }
    }

    private void write(RoomStore.Appending transaction, Map<UUID, Turn> turns, long began) {
        var batch = new RoomStore.Batch();
        transaction
                .hold(turns.keySet())
                .compose(held -> prepare(transaction, turns, held))
                .compose(
                        ready -> {
                            turns.values().forEach(turn -> decide(turn, batch));
                            return batch.isEmpty()
                                    ? transaction.undo()
                                    : transaction
                                            .commit(batch)
                                            .onSuccess(done -> transaction.end());
                        })
                .onSuccess(
                        done -> {
                            writing = false;
                            turns.values().forEach(turn -> turn.room.careful = false);
                            written(turns, began);
                        })
                .onFailure(
                        failure ->
                                transaction
                                        .undo()
                                        .onComplete(
                                                undone -> {
                                                    writing = false;
                                                    failed(turns, failure);
                                                }));
    }

    /** Brings the rooms to where their logs are, and finds out what was done before. */
    private Future<?> prepare(
            RoomStore.Appending transaction,
            Map<UUID, Turn> turns,
            Map<UUID, RoomStore.Held> held) {
        var since = new HashMap<UUID, Long>();
        var sessions = new ArrayList<UUID>();
        var ops = new ArrayList<String>();
        for (var turn : List.copyOf(turns.values())) {
            var row = held.get(turn.room.id);
            if (row == null) {
                turns.remove(turn.room.id);
                turn.room.busy = false;
                closeAll(turn.room, Closing.NO_SUCH_SESSION);
                rooms.remove(turn.room.id);
                continue;
            }
            watchers(turn.room, row.watchers());
            if (row.seq() > turn.state.seq()) {
                since.put(turn.room.id, turn.state.seq());
            }
            for (var request : turn.requests) {
                var op = op(request);
                if (op != null) {
                    sessions.add(turn.room.id);
                    ops.add(op);
                }
            }
        }
        Future<?> missing =
                since.isEmpty()
                        ? Future.succeededFuture()
                        : transaction
                                .missing(since)
                                .onSuccess(
                                        found ->
                                                found.forEach(
                                                        (id, more) -> missed(turns, id, more)));
        Future<?> done =
                ops.isEmpty()
                        ? Future.succeededFuture()
                        : transaction
                                .doneBefore(
                                        sessions.toArray(UUID[]::new), ops.toArray(String[]::new))
                                .onSuccess(
                                        found ->
                                                found.forEach(
                                                        one -> {
                                                            var turn = turns.get(one.sessionId());
                                                            if (turn != null) {
                                                                turn.done.put(one.op(), one.seq());
                                                            }
                                                        }));
        return Future.join(missing, done);
    }

    private void missed(Map<UUID, Turn> turns, UUID id, List<Entry> more) {
        var turn = turns.get(id);
        if (turn == null) {
            return;
        }
        for (var entry : more) {
            append(turn, entry);
        }
    }

    private void append(Turn turn, Entry entry) {
        apply(turn.room, turn.state, entry);
        turn.entries.add(entry);
    }

    private static @Nullable String op(Room.Request request) {
        return switch (request) {
            case Room.Request.Act act -> op(act.peer(), act.action().op());
            case Room.Request.Own own -> own.op();
            case Room.Request.Edit edit -> null;
            case Room.Request.Enter enter -> null;
            case Room.Request.Came came -> null;
        };
    }

    /** One's actions are one's own: nobody uses up another's names. */
    private static String op(Peer peer, String name) {
        return peer.member().participantId() + ":" + name;
    }

    private void decide(Turn turn, RoomStore.Batch batch) {
        int before = batch.size();
        for (var request : turn.requests) {
            switch (request) {
                case Room.Request.Edit edit -> edit(turn, batch, edit);
                case Room.Request.Act act -> act(turn, batch, act);
                case Room.Request.Own own -> own(turn, batch, own);
                case Room.Request.Came came -> batch.came(came.participantId(), came.at());
                case Room.Request.Enter enter ->
                        throw new IllegalStateException("Nobody enters in a transaction");
            }
        }
        turn.own = batch.size() - before;
        if (turn.own > 0 && isWatchedElsewhere(turn.room)) {
            batch.signal(turn.room.id, turn.state.seq());
        }
    }

    private void edit(Turn turn, RoomStore.Batch batch, Room.Request.Edit edit) {
        var peer = edit.peer();
        var push = edit.push();
        try {
            Actions.mayEdit(turn.state, peer.member());
        } catch (Refusal refusal) {
            turn.answers.add(() -> peer.tell(error(refusal, push.doc())));
            return;
        }
        var document = turn.state.document(push.doc());
        if (document == null) {
            turn.answers.add(
                    () ->
                            peer.tell(
                                    error(
                                            new Refusal(
                                                    "unknown-doc", "There is no such document."),
                                            push.doc())));
            return;
        }
        var client = String.valueOf(peer.client());
        var outcome =
                document.fit(
                        push.version(),
                        client,
                        push.changes(),
                        push.moving(),
                        config.documentUnits());
        switch (outcome) {
            case Document.Outcome.Fits fits -> {
                for (var change : fits.changes()) {
                    var entry =
                            Entry.edit(
                                    turn.state.seq() + 1,
                                    at(turn.state),
                                    peer.member().participantId(),
                                    new Entry.Edit(
                                            document.id(), document.version() + 1, client, change));
                    append(turn, entry);
                    batch.append(turn.room.id, entry);
                }
            }
            case Document.Outcome.Stale stale -> {
                int version = document.version();
                turn.answers.add(
                        () -> {
                            metrics.stale();
                            peer.tell(
                                    Json.object()
                                            .put("type", "stale")
                                            .put("doc", push.doc())
                                            .put("version", version)
                                            .toString());
                        });
            }
            case Document.Outcome.Misfit misfit ->
                    turn.answers.add(
                            () ->
                                    peer.tell(
                                            error(
                                                    new Refusal(
                                                            "bad-changes",
                                                            "The changes do not fit that version of"
                                                                    + " the document, or are too"
                                                                    + " many."),
                                                    push.doc())));
            case Document.Outcome.TooLong tooLong ->
                    turn.answers.add(
                            () ->
                                    peer.tell(
                                            error(
                                                    new Refusal(
                                                            "too-long",
                                                            "The document would become longer"
                                                                    + " than it may."),
                                                    push.doc())));
        }
    }

    private void act(Turn turn, RoomStore.Batch batch, Room.Request.Act act) {
        var peer = act.peer();
        var member = peer.member();
        var op = op(peer, act.action().op());
        var before = turn.done.get(op);
        if (before != null) {
            turn.answers.add(() -> peer.tell(done(act.action().op(), before, null)));
            return;
        }
        try {
            var at = at(turn.state);
            var done = Actions.decide(turn.state, member, act.action(), act.question(), at);
            switch (done) {
                case Actions.Done.Append append -> {
                    Long seq = null;
                    for (var draft : append.drafts()) {
                        var entry =
                                Entry.of(
                                        turn.state.seq() + 1,
                                        at,
                                        draft.kind(),
                                        member.participantId(),
                                        seq == null ? op : null,
                                        draft.data());
                        append(turn, entry);
                        batch.append(turn.room.id, entry);
                        if (seq == null) {
                            seq = entry.seq();
                            turn.done.put(op, seq);
                        }
                    }
                    var first = seq;
                    turn.answers.add(() -> peer.tell(done(act.action().op(), first, null)));
                }
                case Actions.Done.Write write ->
                        note(
                                turn,
                                batch,
                                act,
                                false,
                                RoomStore.NoteChange.add(
                                        new Note(
                                                write.id(),
                                                turn.room.id,
                                                member.participantId(),
                                                write.kind(),
                                                at,
                                                turn.state.seq(),
                                                write.data().toString(),
                                                1)));
                case Actions.Done.Rewrite rewrite ->
                        note(
                                turn,
                                batch,
                                act,
                                false,
                                RoomStore.NoteChange.rewrite(
                                        turn.room.id,
                                        member.participantId(),
                                        rewrite.id(),
                                        rewrite.data().toString()));
                case Actions.Done.Remove remove ->
                        note(
                                turn,
                                batch,
                                act,
                                true,
                                RoomStore.NoteChange.remove(
                                        turn.room.id,
                                        member.participantId(),
                                        remove.id(),
                                        remove.kind()));
            }
        } catch (Refusal refusal) {
            turn.answers.add(() -> peer.tell(refused(act.action().op(), refusal)));
        }
    }

    private void note(
            Turn turn,
            RoomStore.Batch batch,
            Room.Request.Act act,
            boolean removed,
            RoomStore.NoteChange change) {
        batch.change(change);
        turn.answers.add(
                () -> {
                    var note = change.result();
                    if (note == null && !removed) {
                        act.peer()
                                .tell(
                                        refused(
                                                act.action().op(),
                                                new Refusal(
                                                        "unknown-note", "You have no such note.")));
                        return;
                    }
                    if (note != null) {
                        noted(turn.room, note, removed);
                        passOn(
                                turn.room,
                                message("note")
                                        .put("author", note.author().toString())
                                        .put("id", note.id().toString())
                                        .put("kind", note.kind()));
                    }
                    act.peer().tell(done(act.action().op(), null, note == null ? null : note.id()));
                });
    }

    /** To its author's connections, and to no other. */
    private static void noted(Room room, Note note, boolean removed) {
        String frame = null;
        for (var peer : room.peers) {
            if (peer.isWelcomed() && peer.member().participantId().equals(note.author())) {
                if (frame == null) {
                    var json = Json.object().put("type", "note");
                    if (removed) {
                        json.put("id", note.id().toString())
                                .put("kind", note.kind())
                                .put("deleted", true);
                    } else {
                        json.setAll(note.json());
                    }
                    frame = json.toString();
                }
                peer.tell(frame);
            }
        }
    }

    private void own(Turn turn, RoomStore.Batch batch, Room.Request.Own own) {
        var focus = turn.state.focus();
        if (own.op() != null && turn.done.containsKey(own.op())) {
            return;
        }
        if (own.ofFocus() != 0 && (focus == null || focus.from() != own.ofFocus())) {
            return;
        }
        if (!isGoingOn(turn.state)) {
            return;
        }
        if (own.draft().kind() == Kind.LEAVE
                && own.actor() != null
                && turn.state.hasLeft(own.actor())) {
            // Another instance missed them too.
            return;
        }
        var entry =
                Entry.of(
                        turn.state.seq() + 1,
                        at(turn.state),
                        own.draft().kind(),
                        own.actor(),
                        own.op(),
                        own.draft().data());
        append(turn, entry);
        batch.append(turn.room.id, entry);
        if (own.draft().kind() == Kind.JOIN
                && own.actor() != null
                && turn.state.phase() == SessionState.LIVE) {
            batch.came(own.actor(), entry.at());
        }
    }

    private static boolean isGoingOn(RoomState state) {
        return state.phase() == SessionState.SCHEDULED || state.phase() == SessionState.LIVE;
    }

    private void written(Map<UUID, Turn> turns, long began) {
        int entries = turns.values().stream().mapToInt(turn -> turn.own).sum();
        metrics.committed(entries, System.nanoTime() - began);
        for (var turn : turns.values()) {
            turn.room.busy = false;
            turn.room.active = true;
            afterApplying(turn.room, turn.state, turn.entries);
            turn.answers.forEach(Runnable::run);
        }
        run(() -> {});
    }

    private void failed(Map<UUID, Turn> turns, Throwable failure) {
        boolean alone = turns.size() == 1;
        boolean poison = isPoison(failure);
        var now = now();
        LOG.warnf("Rooms wait: %s", reason(failure));
        for (var turn : turns.values()) {
            var room = turn.room;
            room.busy = false;
            // Decisions were made on a state that does not hold.
            room.forget();
            due.add(room);
            if (poison && alone) {
                turn.requests.forEach(request -> dropped(request));
                continue;
            }
            turn.giveBack();
            if (poison) {
                suspects.add(room);
            }
            sendAwayIfTooLong(room, now);
        }
        retry();
    }

    /** What no connection has asked for waits on: nobody would ask again. */
    private static void sendAwayIfTooLong(Room room, Instant now) {
        if (waitsTooLong(room, now)) {
            closeAll(room, Closing.GOING_DOWN);
            room.waiting.removeIf(
                    request ->
                            !(request instanceof Room.Request.Own
                                    || request instanceof Room.Request.Came));
        }
    }

    /**
     * Whether it would fail again: what was to be written is to blame, not the way to the database.
     */
    private static boolean isPoison(Throwable failure) {
        if (failure instanceof PgException postgres) {
            var state = String.valueOf(postgres.getSqlState());
            // Data, constraints, and limits of the program (SQL standard, table of SQLSTATE).
            return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        }
        return failure instanceof RuntimeException && !(failure instanceof VertxException);
    }

    /** Without values: they may be somebody's words. */
    private static String reason(Throwable failure) {
        return failure instanceof PgException postgres
                ? "PostgreSQL " + postgres.getSqlState()
                : failure.getClass().getSimpleName();
    }

    private static void dropped(Room.Request request) {
        var failure = new Refusal("failed", "This could not be stored.");
        switch (request) {
            case Room.Request.Edit edit -> edit.peer().tell(error(failure, edit.push().doc()));
            case Room.Request.Act act -> act.peer().tell(refused(act.action().op(), failure));
            case Room.Request.Own own -> {}
            case Room.Request.Came came -> {}
            case Room.Request.Enter enter -> {}
        }
    }

    private static boolean waitsTooLong(Room room, Instant now) {
        return room.waiting.stream()
                .anyMatch(
                        request ->
                                switch (request) {
                                    case Room.Request.Edit edit ->
                                            edit.since().plus(PATIENCE).isBefore(now);
                                    case Room.Request.Act act ->
                                            act.since().plus(PATIENCE).isBefore(now);
                                    case Room.Request.Own own -> false;
                                    case Room.Request.Came came -> false;
                                    case Room.Request.Enter enter ->
                                            enter.since().plus(PATIENCE).isBefore(now);
                                });
    }

    private void retry() {
        if (failing || closed) {
            return;
        }
        failing = true;
        vertx.setTimer(
                RETRY.toMillis(),
                again ->
                        run(
                                () -> {
                                    failing = false;
                                }));
    }

    // ---- What follows from entries

    private void afterApplying(Room room, RoomState state, List<Entry> entries) {
        for (var entry : entries) {
            room.remember(entry);
        }
        room.told = Math.max(room.told, state.seq());
        var focus = state.focus();
        for (var peer : room.peers) {
            peer.release(focus == null ? 0 : focus.from());
        }
        relay(room, state, entries);
        awaitFocus(room, state, entries);
        boolean hands = false;
        boolean plan = false;
        for (var entry : entries) {
            hands |= entry.kind() == Kind.HAND;
            plan |= entry.kind() == Kind.PLAN;
        }
        if (hands) {
            presence(room);
        }
        if (plan) {
            checkMembers(List.of(room));
        }
        if (state.phase() == SessionState.CANCELLED) {
            closeAll(room, Closing.CANCELLED);
        }
        // It may be loaded again from a snapshot that does not tell.
        room.agenda = state.agenda();
        keep(room, state);
    }

    private void relay(Room room, RoomState state, List<Entry> entries) {
        String whole = null;
        String shown = null;
        for (var peer : List.copyOf(room.peers)) {
            if (!peer.isWelcomed() || peer.isGone()) {
                continue;
            }
            if (peer.isBehind()) {
                catchUp(room, peer);
                continue;
            }
            if (entries.isEmpty()) {
                continue;
            }
            if (!peer.isReady()) {
                metrics.resynced();
                peer.behind(true);
                continue;
            }
            String frame;
            if (state.focus() != null && peer.member().watches()) {
                if (shown == null) {
                    shown =
                            frame(
                                    entries.stream()
                                            .filter(entry -> !isHidden(state, entry))
                                            .toList());
                }
                frame = shown;
                entries.stream()
                        .filter(entry -> isHidden(state, entry))
                        .findFirst()
                        .ifPresent(entry -> peer.withhold(entry.seq()));
            } else {
                if (whole == null) {
                    whole = frame(entries);
                }
                frame = whole;
            }
            if (!frame.isEmpty()) {
                peer.wire().send(frame);
            }
            peer.sentUpTo(state.seq());
        }
    }

    /** Whether it is the candidate's work of a focus time that still lasts. */
    private static boolean isHidden(RoomState state, Entry entry) {
        var focus = state.focus();
        return focus != null && entry.isWork() && entry.seq() > focus.from();
    }

    /** Empty when there is nothing to send. */
    private static String frame(List<Entry> entries) {
        if (entries.isEmpty()) {
            return "";
        }
        var frame = new StringBuilder(64 + entries.size() * 200);
        frame.append("{\"type\":\"entries\",\"entries\":[");
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) {
                frame.append(',');
            }
            frame.append(entries.get(i).json());
        }
        return frame.append("]}").toString();
    }

    /** Brings a connection to the end of the log, as fast as it takes it. */
    private void catchUp(Room room, Peer peer) {
        while (peer.isBehind() && !peer.isReading()) {
            var state = room.state;
            if (state == null || !peer.isReady()) {
                return;
            }
            if (peer.sent() >= state.seq()) {
                peer.behind(false);
                return;
            }
            var tail = room.tailAfter(peer.sent());
            if (tail != null && !room.busy) {
                send(state, peer, tail);
                continue;
            }
            peer.reading(true);
            long from = peer.sent();
            long to = Math.min(from + ENTRIES_A_READ, state.seq());
            store.after(room.id, from, to)
                    .onComplete(
                            read -> {
                                peer.reading(false);
                                var now = room.state;
                                if (read.failed() || now == null) {
                                    // The next sweep tries again.
                                    return;
                                }
                                // What was withheld may be due by now, and comes before this.
                                if (peer.sent() == from) {
                                    send(now, peer, read.result());
                                }
                                catchUp(room, peer);
                            });
        }
    }

    /** Sends some entries in frames of bounded size, as long as there is room for them. */
    private static void send(RoomState state, Peer peer, List<Entry> entries) {
        var frame = new ArrayList<Entry>();
        int characters = 0;
        for (var entry : entries) {
            if (entry.seq() <= peer.sent() || entry.seq() > state.seq()) {
                continue;
            }
            if (frame.size() >= ENTRIES_A_FRAME || characters > FRAME_CHARACTERS) {
                peer.wire().send(frame(frame));
                frame.clear();
                characters = 0;
                if (!peer.isReady()) {
                    return;
                }
            }
            boolean again = entry.seq() <= peer.newest() && !entry.isWork();
            if (peer.member().watches() && isHidden(state, entry)) {
                peer.withhold(entry.seq());
            } else if (!again) {
                frame.add(entry);
                characters += entry.json().length();
            }
            peer.sentUpTo(entry.seq());
        }
        if (!frame.isEmpty()) {
            peer.wire().send(frame(frame));
        }
    }

    /**
     * Ends focus time when it is over. Who sees it begin waits for as long as it lasts; who comes
     * later asks the database what is left of it: a clock that is ahead would show the work early.
     */
    private void awaitFocus(Room room, RoomState state, List<Entry> entries) {
        var focus = state.focus();
        if (focus == null || room.awaitedFocus == focus.from()) {
            return;
        }
        room.awaitedFocus = focus.from();
        entries.stream()
                .filter(entry -> entry.seq() == focus.from())
                .findFirst()
                .ifPresentOrElse(
                        begun ->
                                endFocusIn(
                                        room,
                                        focus.from(),
                                        Duration.between(begun.at(), focus.until())),
                        () -> askWhatIsLeft(room, focus.from()));
    }

    private void askWhatIsLeft(Room room, long from) {
        if (closed) {
            return;
        }
        store.leftOfFocus(room.id, from)
                .onComplete(
                        left -> {
                            if (left.succeeded()) {
                                endFocusIn(room, from, left.result());
                                return;
                            }
                            LOG.warnf("Focus time goes on: %s", reason(left.cause()));
                            vertx.setTimer(
                                    RETRY.toMillis(),
                                    again -> run(() -> askWhatIsLeft(room, from)));
                        });
    }

    private void endFocusIn(Room room, long from, Duration left) {
        vertx.setTimer(
                Math.max(1, left.toMillis()),
                over ->
                        run(
                                () ->
                                        ask(
                                                room,
                                                new Room.Request.Own(
                                                        Actions.focusEnds(),
                                                        null,
                                                        ":focus:" + from,
                                                        from))));
    }

    private void keep(Room room, RoomState state) {
        if (state.seq() - room.kept < config.snapshotEvery()) {
            return;
        }
        var snapshot = state.snapshot();
        if (snapshot == null) {
            return;
        }
        room.kept = state.seq();
        store.keep(room.id, state.seq(), snapshot, state.documents().values())
                .onFailure(failure -> LOG.warnf("A snapshot was not kept: %s", reason(failure)));
    }

    // ---- Entering

    private void enter(Room room, RoomState state, Room.Request.Enter enter) {
        var peer = enter.peer();
        if (peer.isGone()) {
            return;
        }
        var since = enter.hello().since();
        if (since != null && since > state.seq() && !enter.sure()) {
            readOn(
                    room,
                    state,
                    read ->
                            room.waiting.addFirst(
                                    new Room.Request.Enter(
                                            peer, enter.hello(), enter.since(), read)));
            return;
        }
        var member = peer.member();
        var client = enter.hello().client();
        var owner = room.clients.putIfAbsent(client, member.participantId());
        if (owner != null && !owner.equals(member.participantId())) {
            peer.tell(error("client-taken", "Somebody else uses this name of a client."));
            peer.close(Closing.BAD_FRAMES);
            return;
        }
        for (var other : List.copyOf(room.peers)) {
            if (other != peer && client.equals(other.client()) && !other.isGone()) {
                other.close(Closing.TAKEN_OVER);
                room.waiting.removeIf(request -> isOf(request, other));
            }
        }
        state.planned(member.agenda());
        if (member.isPanel()) {
            room.busy = true;
            store.notes(room.id, member.participantId())
                    .onComplete(
                            notes -> {
                                room.busy = false;
                                if (notes.failed() || room.state != state) {
                                    peer.close(Closing.GOING_DOWN);
                                    return;
                                }
                                welcome(room, state, peer, enter.hello(), notes.result());
                                run(() -> {});
                            });
        } else {
            welcome(room, state, peer, enter.hello(), List.of());
        }
    }

    private static boolean isOf(Room.Request request, Peer peer) {
        return switch (request) {
            case Room.Request.Edit edit -> edit.peer() == peer;
            case Room.Request.Act act -> act.peer() == peer;
            case Room.Request.Enter enter -> enter.peer() == peer;
            case Room.Request.Own own -> false;
            case Room.Request.Came came -> false;
        };
    }

    private void welcome(
            Room room, RoomState state, Peer peer, Frame.Hello hello, List<Note> notes) {
        var member = peer.member();
        var focus = state.focus();
        var since = hello.since();
        boolean resumed = since != null && since <= state.seq() && state.seq() - since <= RESUMABLE;
        // Who may not watch gets the room as it was, and then what else has happened.
        var unseen = !resumed && member.watches() ? focus : null;
        long from = resumed ? since : unseen != null ? unseen.from() : state.seq();
        var frame = new StringBuilder(1_024);
        frame.append("{\"type\":\"welcome\",\"v\":1,\"connection\":\"").append(peer.id());
        frame.append("\",\"me\":");
        frame.append(
                Json.object()
                        .put("participantId", member.participantId().toString())
                        .put("role", member.role().name())
                        .put("name", member.name()));
        frame.append(",\"now\":\"").append(now()).append("\",\"seq\":").append(from);
        frame.append(",\"resumed\":")
                .append(resumed)
                .append(",\"limits\":")
                .append(limits(member.participantId()));
        if (!resumed) {
            frame.append(",\"state\":")
                    .append(unseen != null ? unseen.before() : RoomState.write(state.json()));
        }
        if (member.isPanel()) {
            var own = Json.MAPPER.createArrayNode();
            notes.forEach(note -> own.add(note.json()));
            frame.append(",\"notes\":").append(RoomState.write(own));
        }
        peer.wire().send(frame.append('}').toString());
        peer.welcome(from);
        if (focus != null && member.watches() && from > focus.from()) {
            // What it has had of this focus time, its last connection was passed over.
            peer.withhold(focus.from() + 1);
        }
        catchUp(room, peer);
        var who = member.participantId();
        room.leaving.remove(who);
        boolean comes = room.here.add(who);
        if (comes && !isElsewhere(room, who)) {
            ask(
                    room,
                    new Room.Request.Own(
                            new Actions.Draft(
                                    Kind.JOIN, Json.object().put("role", member.role().name())),
                            who,
                            null,
                            0));
        } else if (comes && state.phase() == SessionState.LIVE) {
            // The other instance may have been killed before it could note that they came.
            ask(room, new Room.Request.Came(who, at(state)));
        }
        presence(room);
    }

    private ObjectNode limits(UUID participant) {
        var limits =
                Json.object()
                        .put("frameBytes", config.frameBytes())
                        .put("framesPerSecond", config.framesPerSecond())
                        .put("documentUnits", config.documentUnits());
        IceServers.put(limits.putArray("iceServers"), config, participant, now());
        return limits;
    }

    // ---- Who is there, and what passes

    private static boolean isElsewhere(Room room, UUID participant) {
        return room.elsewhere.values().stream()
                .flatMap(there -> there.people().stream())
                .anyMatch(person -> person.participantId().equals(participant));
    }

    private void presence(Room room) {
        announce(room, false);
        showPresence(room);
    }

    private void showPresence(Room room) {
        var state = room.state;
        if (state == null) {
            return;
        }
        var json = Json.object().put("type", "presence");
        var people = json.putArray("people");
        for (var person : people(room)) {
            people.add(show(state, person));
        }
        for (var there : room.elsewhere.values()) {
            there.people().forEach(person -> people.add(show(state, person)));
        }
        var frame = json.toString();
        for (var peer : List.copyOf(room.peers)) {
            if (peer.isWelcomed()) {
                peer.tell(frame);
            }
        }
    }

    private static ObjectNode show(RoomState state, Room.Person person) {
        return Json.object()
                .put("connection", person.connection())
                .put("participantId", person.participantId().toString())
                .put("role", person.role())
                .put("name", person.name())
                .put("hand", state.isRaised(person.participantId()));
    }

    private static List<Room.Person> people(Room room) {
        return room.peers.stream()
                .filter(peer -> peer.isWelcomed() && !peer.isGone())
                .map(
                        peer ->
                                new Room.Person(
                                        peer.id(),
                                        peer.member().participantId(),
                                        peer.member().role().name(),
                                        peer.member().name()))
                .toList();
    }

    private void whisper(Room room, Peer from, Frame.Whisper whisper) {
        var member = from.member();
        boolean signal = whisper.kind().equals("signal");
        if (!member.takesPart() && !signal) {
            from.tell(error("forbidden", "Observers are silent."));
            return;
        }
        if (whisper.data().toString().length() > 16_384) {
            from.tell(error("too-long", "A whisper has at most 16 kB."));
            return;
        }
        room.active = true;
        var json =
                Json.object()
                        .put("type", "whisper")
                        .put("from", member.participantId().toString())
                        .put("fromConnection", from.id())
                        .put("kind", whisper.kind());
        json.set("data", whisper.data());
        // A candidate's cursor tells of the work as much as the work itself.
        boolean unseen =
                !signal && !member.watches() && room.state != null && room.state.focus() != null;
        deliver(room, from, whisper.to(), unseen, json.toString());
        passOn(
                room,
                message("whisper")
                        .put("to", whisper.to())
                        .put("unseen", unseen)
                        .put("frame", json.toString()));
    }

    private static void deliver(
            Room room, @Nullable Peer from, @Nullable String to, boolean unseen, String frame) {
        for (var peer : room.peers) {
            if (peer != from
                    && peer.isWelcomed()
                    && peer.isReady()
                    && !(unseen && peer.member().watches())
                    && (to == null
                            || to.equals(peer.id())
                            || to.equals(peer.member().participantId().toString()))) {
                peer.wire().send(frame);
            }
        }
    }

    private static ObjectNode message(String type) {
        return Json.object().put("type", type);
    }

    private void passOn(Room room, ObjectNode message) {
        if (isWatchedElsewhere(room)) {
            pass(message.put("session", room.id.toString()));
        }
    }

    private void pass(ObjectNode message) {
        store.pass(passing.parts(message.toString()))
                .onFailure(failure -> LOG.debugf("Not passed on: %s", reason(failure)));
    }

    /** Tells the other instances who is connected here. */
    private void announce(Room room, boolean asking) {
        if (!isWatchedElsewhere(room)) {
            return;
        }
        var message = message("people").put("asking", asking);
        var people = message.putArray("people");
        for (var person : people(room)) {
            people.addObject()
                    .put("connection", person.connection())
                    .put("participantId", person.participantId().toString())
                    .put("role", person.role())
                    .put("name", person.name());
        }
        passOn(room, message);
    }

    private void passed(String text) {
        if (text.isEmpty()) {
            return;
        }
        var whole = passing.take(text);
        if (whole == null) {
            return;
        }
        instances.put(whole.from(), now());
        var message = Json.parse(whole.text());
        var session = message.path("session");
        var room = session.isTextual() ? rooms.get(UUID.fromString(session.textValue())) : null;
        if (room == null) {
            return;
        }
        switch (message.path("type").asText()) {
            case "people" -> heard(room, whole.from(), message);
            case "whisper" -> {
                var to = message.path("to");
                deliver(
                        room,
                        null,
                        to.isTextual() ? to.textValue() : null,
                        message.path("unseen").asBoolean(),
                        message.path("frame").asText());
            }
            case "note" -> noteElsewhere(room, message);
            default -> {
                // A newer instance says something that means nothing here.
            }
        }
    }

    private void heard(Room room, UUID from, JsonNode message) {
        var people = new ArrayList<Room.Person>();
        for (var person : message.path("people")) {
            people.add(
                    new Room.Person(
                            person.path("connection").asText(),
                            UUID.fromString(person.path("participantId").asText()),
                            person.path("role").asText(),
                            person.path("name").asText()));
        }
        if (!room.others.contains(from)) {
            var others = new HashSet<>(room.others);
            others.add(from);
            room.others = Set.copyOf(others);
        }
        var before = room.elsewhere.put(from, new Room.Elsewhere(now(), people));
        if (message.path("asking").asBoolean()) {
            announce(room, false);
        }
        if (before == null ? !people.isEmpty() : !before.people().equals(people)) {
            showPresence(room);
        }
    }

    private void noteElsewhere(Room room, JsonNode message) {
        var author = UUID.fromString(message.path("author").asText());
        var id = UUID.fromString(message.path("id").asText());
        var kind = message.path("kind").asText("note");
        if (room.peers.stream().noneMatch(peer -> peer.member().participantId().equals(author))) {
            return;
        }
        store.notes(room.id, author)
                .onSuccess(
                        notes ->
                                notes.stream()
                                        .filter(note -> note.id().equals(id))
                                        .findFirst()
                                        .ifPresentOrElse(
                                                note -> noted(room, note, false),
                                                () ->
                                                        noted(
                                                                room,
                                                                new Note(
                                                                        id, room.id, author, kind,
                                                                        now(), 0, "{}", 0),
                                                                true)));
    }

    private void watchers(Room room, List<UUID> watchers) {
        var others = new HashSet<>(watchers);
        others.remove(instance);
        var now = now();
        // Unknown ones count as just heard of: they have time to give a sign of life.
        others.forEach(other -> instances.putIfAbsent(other, now));
        room.others = Set.copyOf(others);
    }

    private boolean isWatchedElsewhere(Room room) {
        if (room.others.isEmpty()) {
            return false;
        }
        var now = now();
        return room.others.stream()
                .anyMatch(other -> instances.getOrDefault(other, now).plus(GONE).isAfter(now));
    }

    /** Instances that have given no sign of life for long. */
    private Set<UUID> gone() {
        var now = now();
        var gone = new HashSet<UUID>();
        instances.forEach(
                (id, heard) -> {
                    if (!heard.plus(GONE).isAfter(now)) {
                        gone.add(id);
                    }
                });
        return gone;
    }

    /** A room that still names one would take it for alive again. */
    private void forgetInstances(Instant now) {
        instances
                .entrySet()
                .removeIf(
                        one ->
                                one.getValue().plus(FORGOTTEN).isBefore(now)
                                        && rooms.values().stream()
                                                .noneMatch(
                                                        room ->
                                                                room.others.contains(
                                                                        one.getKey())));
    }

    private void grown(String text) {
        if (text.isEmpty()) {
            // Signals may have been missed.
            survey();
            return;
        }
        int blank = text.indexOf(' ');
        var room = rooms.get(UUID.fromString(text.substring(0, blank)));
        if (room != null) {
            room.told = Math.max(room.told, Long.parseLong(text.substring(blank + 1)));
            due.add(room);
        }
    }

    // ---- From time to time

    private void sweep() {
        if (closed) {
            return;
        }
        sweeps++;
        var now = now();
        for (var room : List.copyOf(rooms.values())) {
            for (var peer : List.copyOf(room.peers)) {
                if (peer.member().until().isBefore(now)) {
                    peer.close(Closing.TOKEN_OVER);
                } else if (peer.isBehind()) {
                    catchUp(room, peer);
                }
            }
            sendAwayIfTooLong(room, now);
            missThoseGone(room, now);
            sayWhoLeft(room, now);
            if (room.elsewhere.values().removeIf(there -> there.heard().plus(GONE).isBefore(now))) {
                showPresence(room);
            }
            announce(room, false);
            if (room.peers.isEmpty() && mayUnload(room, now)) {
                unload(room);
            }
        }
        pass(message("alive"));
        forgetInstances(now);
        survey();
        if (sweeps % 6 == 0) {
            checkMembers(rooms.values());
            var attended = new HashSet<UUID>();
            for (var room : rooms.values()) {
                if (room.active || isMeeting(room)) {
                    room.active = false;
                    attended.add(room.id);
                }
            }
            if (!attended.isEmpty()) {
                questions.attended(attended);
            }
        }
        run(() -> {});
    }

    /** Whether people may be talking: a tab that somebody left open is not enough. */
    private static boolean isMeeting(Room room) {
        return Stream.concat(
                                people(room).stream(),
                                room.elsewhere.values().stream()
                                        .flatMap(there -> there.people().stream()))
                        .map(Room.Person::participantId)
                        .distinct()
                        .count()
                > 1;
    }

    /**
     * Who was connected to an instance that was killed has not been said to have left. They are
     * missed where they are connected nowhere, as far as all who have the room have told.
     */
    private void missThoseGone(Room room, Instant now) {
        var state = room.state;
        if (state == null || !isGoingOn(state) || !hearsAllOthers(room, now)) {
            return;
        }
        for (var who : state.there()) {
            if (isAway(room, who)) {
                room.leaving.putIfAbsent(who, now);
            }
        }
    }

    private boolean hearsAllOthers(Room room, Instant now) {
        return room.others.stream()
                .allMatch(
                        other ->
                                room.elsewhere.containsKey(other)
                                        || !instances
                                                .getOrDefault(other, now)
                                                .plus(GONE)
                                                .isAfter(now));
    }

    private void sayWhoLeft(Room room, Instant now) {
        room.leaving
                .entrySet()
                .removeIf(
                        left -> {
                            if (left.getValue().plus(LEAVE).isAfter(now)) {
                                return false;
                            }
                            room.here.remove(left.getKey());
                            if (isAway(room, left.getKey())) {
                                ask(
                                        room,
                                        new Room.Request.Own(
                                                new Actions.Draft(Kind.LEAVE, Json.object()),
                                                left.getKey(),
                                                null,
                                                0));
                            }
                            return true;
                        });
    }

    private boolean mayUnload(Room room, Instant now) {
        return !room.busy
                && room.waiting.isEmpty()
                && room.leaving.isEmpty()
                && room.empty != null
                && room.empty.plus(config.linger()).isBefore(now);
    }

    private void unload(Room room) {
        rooms.remove(room.id);
        store.unwatch(room.id)
                .onFailure(failure -> LOG.debugf("Not unwatched: %s", reason(failure)));
    }

    /** Looks for what lost signals would have told. */
    private void survey() {
        // One that is being loaded may not have its row yet.
        var asked = new HashMap<UUID, RoomState>();
        for (var room : rooms.values()) {
            if (room.state != null) {
                asked.put(room.id, room.state);
            }
        }
        if (asked.isEmpty()) {
            return;
        }
        store.survey(asked.keySet())
                .onSuccess(
                        found -> {
                            asked.forEach(
                                    (id, state) -> {
                                        var room = rooms.get(id);
                                        var held = found.get(id);
                                        if (room == null || room.state != state) {
                                            return;
                                        }
                                        if (held != null) {
                                            surveyed(room, held);
                                        } else if (!room.busy) {
                                            closeAll(room, Closing.NO_SUCH_SESSION);
                                            rooms.remove(id);
                                        }
                                    });
                            run(() -> {});
                        });
    }

    private void surveyed(Room room, RoomStore.Held held) {
        room.told = Math.max(room.told, held.seq());
        due.add(room);
        if (room.state != null && !room.busy) {
            watchers(room, held.watchers());
            if (!held.watchers().contains(instance)) {
                // Another took us for gone: come back.
                room.forget();
            }
        }
    }

    private void checkMembers(Collection<Room> some) {
        var looked = List.copyOf(some);
        var participants = new HashSet<UUID>();
        looked.forEach(
                room ->
                        room.peers.forEach(
                                peer -> participants.add(peer.member().participantId())));
        if (participants.isEmpty()) {
            return;
        }
        store.stillIn(participants)
                .onSuccess(
                        roles -> {
                            for (var room : looked) {
                                for (var peer : List.copyOf(room.peers)) {
                                    var who = peer.member().participantId();
                                    var role = roles.get(who);
                                    if (!participants.contains(who)) {
                                        continue;
                                    }
                                    if (role == null) {
                                        peer.close(Closing.NOT_IN);
                                    } else if (!role.equals(peer.member().role().name())) {
                                        peer.close(Closing.ANOTHER_ROLE);
                                    }
                                }
                            }
                        });
    }

    private static void closeAll(Room room, Closing closing) {
        for (var peer : List.copyOf(room.peers)) {
            peer.close(closing);
        }
    }

    /**
     * Sends everybody elsewhere, after what is being written is written. Who asks again waits for
     * the same.
     */
    Future<Void> close() {
        run(
                () -> {
                    if (closed) {
                        return;
                    }
                    closed = true;
                    vertx.cancelTimer(timer);
                    rooms.values().forEach(room -> closeAll(room, Closing.GOING_DOWN));
                    var last = rooms.values().stream().map(room -> store.unwatch(room.id)).toList();
                    Future.join(last).onComplete(done -> left.complete());
                });
        return left.future();
    }

    int size() {
        return rooms.size();
    }

    // ---- Small things

    /** Never before the entry ahead of it, whatever the clock does. */
    private Instant at(RoomState state) {
        var now = now();
        return now.isBefore(state.at()) ? state.at() : now;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String error(String code, String detail) {
        return Json.object()
                .put("type", "error")
                .put("code", code)
                .put("detail", detail)
                .toString();
    }

    private static String error(Refusal refusal, String doc) {
        return Json.object()
                .put("type", "error")
                .put("code", refusal.code())
                .put("detail", refusal.detail())
                .put("doc", doc)
                .toString();
    }

    private static String refused(String op, Refusal refusal) {
        return Json.object()
                .put("type", "refused")
                .put("op", op)
                .put("code", refusal.code())
                .put("detail", refusal.detail())
                .toString();
    }

    private static String done(String op, @Nullable Long seq, @Nullable UUID note) {
        var json = Json.object().put("type", "done").put("op", op);
        if (seq != null) {
            json.put("seq", seq);
        }
        if (note != null) {
            json.put("id", note.toString());
        }
        return json.toString();
    }
}
