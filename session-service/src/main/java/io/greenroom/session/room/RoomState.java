package io.greenroom.session.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.session.mock.SessionState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the log of a room folds to. The same entries give the same state, whoever folds them and
 * when: all times come from the entries.
 */
final class RoomState {
    static final String SCRATCH = "scratch";
    static final String SESSION_TIMER = "session";

    /** Of a long talk the state holds the end; all of it stands in the log. */
    private static final int TALK = 500;

    private Agenda agenda;

    /** Whether the agenda came from the log, which knows better than who comes in. */
    private boolean followsPlan;

    private long seq;
    private Instant at = Instant.EPOCH;
    private SessionState phase = SessionState.SCHEDULED;
    private boolean paused;
    private @Nullable String item;
    private final Map<String, ObjectNode> shown = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> hints = new LinkedHashMap<>();
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final Map<String, Board> boards = new LinkedHashMap<>();
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private final Set<String> resumable = new LinkedHashSet<>();
    private @Nullable Focus focus;
    private final Deque<ObjectNode> talk = new ArrayDeque<>();
    private final Set<String> hands = new LinkedHashSet<>();

    /** Of everybody who ever came, whether they are there. */
    private final Map<UUID, Boolean> there = new LinkedHashMap<>();

    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();

    /**
     * A time in which nobody watches the candidate's work.
     *
     * @param from the entry that began it
     * @param before the state then, for those who come meanwhile and may not see more
     */
    record Focus(Instant until, @Nullable UUID by, long from, String before) {}

    RoomState(Agenda agenda) {
        this.agenda = agenda;
        documents.put(SCRATCH, Document.scratch());
        boards.put(SCRATCH, new Board(SCRATCH, null));
    }

    /** Takes in the next entry. */
    void apply(Entry entry) {
        if (entry.seq() != seq + 1) {
            throw new IllegalStateException(
                    "Entry %d cannot follow %d".formatted(entry.seq(), seq));
        }
        seq = entry.seq();
        at = entry.at();
        var kind = entry.kind();
        if (kind == null) {
            // Written by a newer instance: it is passed on, and means nothing here.
            return;
        }
        switch (kind) {
            case EDIT -> edit(entry);
            case PHASE -> phase(entry);
            case PLAN -> {
                agenda = Agenda.of(entry.parsed());
                followsPlan = true;
            }
            case QUESTION -> question(entry.parsed());
            case HINT -> hint(entry.parsed());
            case TIMER -> {
                var of = entry.parsed().path("item");
                timers.put(
                        of.isTextual() ? of.textValue() : SESSION_TIMER,
                        Timer.of(entry.parsed().path("timer")));
            }
            case PAUSE -> pause(entry.parsed());
            case FOCUS -> focus(entry);
            case DOC -> {
                var document = Document.of(entry.parsed());
                documents.putIfAbsent(document.id(), document);
            }
            case LANGUAGE -> {
                var document = documents.get(entry.parsed().path("doc").asText());
                if (document != null) {
                    document.language(entry.parsed().path("language").asText());
                }
            }
            case BOARD ->
                    board(entry.parsed().path("board").asText())
                            .merge(entry.parsed().path("elements"));
            case BOARD_TEXT ->
                    board(entry.parsed().path("board").asText())
                            .text(entry.parsed().path("text").asText());
            case RUN ->
                    runs.put(
                            entry.parsed().path("doc").asText(),
                            stamped(entry).setAll((ObjectNode) entry.parsed()));
            case CHAT -> {
                talk.addLast(stamped(entry).put("text", entry.parsed().path("text").asText()));
                if (talk.size() > TALK) {
                    talk.removeFirst();
                }
            }
            case HAND -> {
                var who = String.valueOf(entry.actor());
                if (entry.parsed().path("raised").asBoolean()) {
                    hands.add(who);
                } else {
                    hands.remove(who);
                }
            }
            case JOIN, LEAVE -> {
                var who = entry.actor();
                if (who != null) {
                    there.put(who, kind == Kind.JOIN);
                }
            }
            case PICTURE -> {
                // Told, not kept.
            }
        }
    }

    private void edit(Entry entry) {
        var edit = entry.edit();
        if (edit == null) {
            throw new IllegalStateException("An edit without changes at " + entry.seq());
        }
        var document = documents.get(edit.doc());
        if (document == null) {
            throw new IllegalStateException("An edit of no document at " + entry.seq());
        }
        document.apply(edit);
    }

    private void phase(Entry entry) {
        phase = SessionState.valueOf(entry.parsed().path("phase").asText());
        if (phase != SessionState.LIVE) {
            timers.replaceAll((id, timer) -> timer.stopped(entry.at()));
            focus = null;
        }
    }

    private void question(JsonNode data) {
        item = data.path("item").asText();
        var question = (ObjectNode) data.path("question").deepCopy();
        question.putArray("hints");
        shown.putIfAbsent(item, question);
        board(item);
        if (paused) {
            resumable.removeIf(id -> !id.equals(SESSION_TIMER));
            resumable.add(item);
        }
    }

    private void hint(JsonNode data) {
        var of = data.path("item").asText();
        var question = shown.get(of);
        if (question != null
                && hints.computeIfAbsent(of, none -> new LinkedHashSet<>())
                        .add(data.path("index").asInt())) {
            question.withArray("hints").add(data.path("text").asText());
        }
    }

    private void pause(JsonNode data) {
        paused = data.path("paused").asBoolean();
        resumable.clear();
        data.path("resumes").forEach(id -> resumable.add(id.asText()));
        readTimers(data.path("timers"));
    }

    private void readTimers(JsonNode json) {
        if (json.has(SESSION_TIMER)) {
            timers.put(SESSION_TIMER, Timer.of(json.path(SESSION_TIMER)));
        }
        json.path("items")
                .properties()
                .forEach(of -> timers.put(of.getKey(), Timer.of(of.getValue())));
    }

    private void focus(Entry entry) {
        var until = entry.parsed().path("until");
        if (!until.isTextual()) {
            focus = null;
            return;
        }
        var begun = new Focus(Instant.parse(until.textValue()), entry.actor(), entry.seq(), "");
        // What is kept for those who may not see more says itself that it is focus time.
        focus = begun;
        focus = new Focus(begun.until(), begun.by(), begun.from(), write(json()));
    }

    private Board board(String id) {
        return boards.computeIfAbsent(
                id, fresh -> new Board(fresh, fresh.equals(SCRATCH) ? null : fresh));
    }

    private static ObjectNode stamped(Entry entry) {
        var actor = entry.actor();
        return Json.object()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("actor", actor == null ? null : actor.toString());
    }

    /** As clients get it. */
    ObjectNode json() {
        var json = Json.object();
        json.put("phase", phase.name()).put("paused", paused).put("item", item);
        var items = json.putArray("items");
        for (var planned : agenda.items()) {
            var one =
                    items.addObject()
                            .put("id", planned.id())
                            .put("position", planned.position())
                            .put("minutes", planned.length().toMinutes());
            var question = shown.get(planned.id());
            if (question != null) {
                one.put("title", question.path("title").asText()).set("question", question);
            }
        }
        var docs = json.putArray("docs");
        documents.values().forEach(document -> docs.add(document.json()));
        var drawn = json.putArray("boards");
        boards.values().forEach(board -> drawn.add(board.json()));
        json.set("timers", timersJson());
        var hidden = focus;
        json.set(
                "focus",
                hidden == null
                        ? null
                        : Json.object()
                                .put("until", hidden.until().toString())
                                .put(
                                        "by",
                                        hidden.by() == null ? null : String.valueOf(hidden.by())));
        talk.forEach(json.putArray("chat")::add);
        hands.forEach(json.putArray("hands")::add);
        runs.values().forEach(json.putArray("runs")::add);
        return json;
    }

    /** All timers, those that nobody has touched too. */
    ObjectNode timersJson() {
        var json = Json.object();
        json.set(SESSION_TIMER, timer(SESSION_TIMER).json());
        var items = json.putObject("items");
        agenda.items().forEach(planned -> items.set(planned.id(), timer(planned.id()).json()));
        return json;
    }

    /** That timer as it is, or as it is planned. */
    Timer timer(String id) {
        var timer = timers.get(id);
        return timer != null
                ? timer
                : Timer.of(
                        agenda.items().stream()
                                .filter(planned -> planned.id().equals(id))
                                .findFirst()
                                .map(Agenda.Item::length)
                                .orElse(agenda.length()));
    }

    static String write(JsonNode json) {
        try {
            return Json.MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The state of a room cannot be written", e);
        }
    }

    /**
     * All that is needed to go on from here, or null while something is hidden: then the log must
     * be read from before.
     */
    @Nullable String snapshot() {
        if (focus != null) {
            return null;
        }
        var json = json();
        json.put("at", at.toString());
        json.remove("items");
        if (followsPlan) {
            json.set("plan", agenda.json());
        }
        var people = json.putObject("there");
        there.forEach((who, is) -> people.put(who.toString(), is));
        json.set("shown", Json.MAPPER.valueToTree(shown));
        json.set("given", Json.MAPPER.valueToTree(hints));
        resumable.forEach(json.putArray("resumable")::add);
        var all = json.putObject("timers");
        var items = all.putObject("items");
        timers.forEach(
                (id, timer) -> {
                    if (id.equals(SESSION_TIMER)) {
                        all.set(id, timer.json());
                    } else {
                        items.set(id, timer.json());
                    }
                });
        return write(json);
    }

    static RoomState of(Agenda agenda, long seq, String snapshot) {
        var json = Json.parse(snapshot);
        var state = new RoomState(agenda);
        state.seq = seq;
        // Older snapshots hold neither of the two.
        if (json.has("plan")) {
            state.agenda = Agenda.of(json.path("plan"));
            state.followsPlan = true;
        }
        json.path("there")
                .properties()
                .forEach(
                        one ->
                                state.there.put(
                                        UUID.fromString(one.getKey()), one.getValue().asBoolean()));
        state.at = Instant.parse(json.path("at").asText());
        state.phase = SessionState.valueOf(json.path("phase").asText());
        state.paused = json.path("paused").asBoolean();
        state.item = json.path("item").isTextual() ? json.path("item").textValue() : null;
        json.path("shown")
                .properties()
                .forEach(one -> state.shown.put(one.getKey(), (ObjectNode) one.getValue()));
        json.path("given")
                .properties()
                .forEach(
                        one -> {
                            var given = new LinkedHashSet<Integer>();
                            one.getValue().forEach(index -> given.add(index.asInt()));
                            state.hints.put(one.getKey(), given);
                        });
        for (var document : json.path("docs")) {
            state.documents.put(document.path("id").asText(), Document.of(document));
        }
        for (var board : json.path("boards")) {
            state.boards.put(board.path("id").asText(), Board.of(board));
        }
        state.readTimers(json.path("timers"));
        json.path("resumable").forEach(id -> state.resumable.add(id.asText()));
        json.path("chat").forEach(said -> state.talk.addLast((ObjectNode) said));
        json.path("hands").forEach(who -> state.hands.add(who.asText()));
        json.path("runs")
                .forEach(run -> state.runs.put(run.path("doc").asText(), (ObjectNode) run));
        return state;
    }

    /** The agenda as somebody knows it who comes in. */
    void planned(Agenda now) {
        if (!followsPlan) {
            agenda = now;
        }
    }

    Agenda agenda() {
        return agenda;
    }

    long seq() {
        return seq;
    }

    /** When the last entry was written. */
    Instant at() {
        return at;
    }

    SessionState phase() {
        return phase;
    }

    boolean isPaused() {
        return paused;
    }

    Set<String> resumable() {
        return resumable;
    }

    Map<String, Timer> timers() {
        return timers;
    }

    @Nullable Focus focus() {
        return focus;
    }

    boolean isShown(String itemId) {
        return shown.containsKey(itemId);
    }

    boolean isGiven(String itemId, int hint) {
        return hints.getOrDefault(itemId, Set.of()).contains(hint);
    }

    /** Who has come and not left, as the log tells. */
    Set<UUID> there() {
        var who = new LinkedHashSet<UUID>();
        there.forEach(
                (id, is) -> {
                    if (is) {
                        who.add(id);
                    }
                });
        return who;
    }

    /** Whether the log tells already that they left. */
    boolean hasLeft(UUID participant) {
        return Boolean.FALSE.equals(there.get(participant));
    }

    boolean isRaised(UUID participant) {
        return hands.contains(participant.toString());
    }

    @Nullable Document document(String id) {
        return documents.get(id);
    }

    Map<String, Document> documents() {
        return documents;
    }

    @Nullable Board drawing(String id) {
        return boards.get(id);
    }
}
