package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.greenroom.session.mock.Role;
import io.greenroom.session.mock.SessionState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each participant may do in a room, and what the log says of it. */
final class Actions {
    private static final String SHOW = "question.show";
    private static final String HINT = "hint.give";

    private static final int LONGEST_CHAT = 2_000;
    private static final int LONGEST_OUTPUT = 20_000;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_BOARD_TEXT = 20_000;
    private static final int LONGEST_NOTE = 10_000;
    private static final int LONGEST_QUOTE = 4_000;
    private static final int LONGEST_PICTURE = 400_000;
    private static final int BIGGEST_BOARD = 2_000_000;
    private static final int ELEMENTS = 2_000;
    private static final int DOCUMENTS = 40;
    private static final int LONGEST_FOCUS_MINUTES = 60;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z][a-z0-9+#-]{0,30}");
    private static final Pattern PNG = Pattern.compile("iVBORw0KGgo[A-Za-z0-9+/]*={0,2}");

    private Actions() {}

    /** What is done, in the log or in somebody's notes. */
    sealed interface Done {
        /** Entries to append; none where everything is already as it was wanted. */
        record Append(List<Draft> drafts) implements Done {}

        /** A new note or mark. */
        record Write(UUID id, String kind, ObjectNode data) implements Done {}

        /** Another text for a note. */
        record Rewrite(UUID id, ObjectNode data) implements Done {}

        /** A note or mark goes. */
        record Remove(UUID id, String kind) implements Done {}
    }

    /** An entry that has no number yet. */
    record Draft(Kind kind, ObjectNode data) {}

    /** Whether the question must be at hand to decide. */
    static boolean needsQuestion(String action) {
        return action.equals(SHOW) || action.equals(HINT);
    }

    /**
     * Whether a change of a document is allowed at all.
     *
     * @throws Refusal when not
     */
    static void mayEdit(RoomState state, Member who) throws Refusal {
        takesPart(who);
        live(state);
        if (state.focus() != null && who.watches()) {
            throw new Refusal("focus", "The candidate thinks without being watched just now.");
        }
    }

    /**
     * Decides on an action.
     *
     * @param question that of the item which the action names, if it is on the agenda
     * @param at the time it is done
     */
    static Done decide(
            RoomState state,
            Member who,
            Frame.Do request,
            @Nullable QuestionSnapshot question,
            Instant at)
            throws Refusal {
        var fields = request.fields();
        return switch (request.action()) {
            case SHOW -> show(state, who, fields, question, at);
            case HINT -> hint(state, who, fields, question);
            case "timer.start" -> timer(state, who, fields, at, true);
            case "timer.pause" -> timer(state, who, fields, at, false);
            case "pause" -> pause(state, who, at);
            case "resume" -> resume(state, who, at);
            case "focus.start" -> focus(state, who, fields, at);
            case "focus.end" -> endFocus(state, who);
            case "doc.language" -> language(state, who, fields);
            case "doc.open" -> open(state, who, fields);
            case "chat.say" -> say(state, who, fields);
            case "hand.raise" -> hand(state, who, true);
            case "hand.lower" -> hand(state, who, false);
            case "run.output" -> run(state, who, fields);
            case "board.change" -> draw(state, who, fields);
            case "board.picture" -> picture(state, who, fields);
            case "board.text" -> describe(state, who, fields);
            case "note.add" -> {
                panel(who);
                var data = Json.object().put("text", text(fields, "text", LONGEST_NOTE));
                yield new Done.Write(noteId(who, request.op()), "note", data);
            }
            case "note.edit" -> {
                panel(who);
                var data = Json.object().put("text", text(fields, "text", LONGEST_NOTE));
                yield new Done.Rewrite(id(fields, "id"), data);
            }
            case "note.remove" -> {
                panel(who);
                yield new Done.Remove(id(fields, "id"), "note");
            }
            case "mark.add" -> {
                panel(who);
                yield new Done.Write(noteId(who, request.op()), "mark", mark(fields));
            }
            case "mark.remove" -> {
                panel(who);
                yield new Done.Remove(id(fields, "id"), "mark");
            }
            default -> throw new Refusal("unknown-action", "There is no such action.");
        };
    }

    /** The question, its document, and its time instead of the former one's: all or nothing. */
    private static Done show(
            RoomState state,
            Member who,
            JsonNode fields,
            @Nullable QuestionSnapshot question,
            Instant at)
            throws Refusal {
        panel(who);
        live(state);
        var item = item(fields, question);
        var asked = known(question);
        var shown = Json.object();
        shown.put("title", asked.title())
                .put("prompt", asked.prompt())
                .put("answerFormat", asked.answerFormat())
                .put("language", languageOf(asked));
        var given = shown.putArray("hints");
        for (int i = 0; i < asked.hints().size(); i++) {
            if (state.isGiven(item, i)) {
                given.add(asked.hints().get(i));
            }
        }
        var drafts = new ArrayList<Draft>();
        var data = Json.object().put("item", item);
        data.set("question", shown);
        drafts.add(new Draft(Kind.QUESTION, data));
        if (state.document(item) == null) {
            drafts.add(
                    new Draft(
                            Kind.DOC,
                            Json.object()
                                    .put("id", item)
                                    .put("item", item)
                                    .put("title", asked.title())
                                    .put("language", languageOf(asked))
                                    .put("version", 0)
                                    .put("text", asked.startingText())));
        }
        if (!state.isPaused()) {
            turn(state, item, at, drafts);
        }
        return new Done.Append(drafts);
    }

    /** In a pause nothing runs: then the room keeps whose turn it is until it goes on. */
    private static void turn(RoomState state, String item, Instant at, List<Draft> drafts) {
        state.timers()
                .forEach(
                        (id, timer) -> {
                            if (timer.isRunning()
                                    && !id.equals(item)
                                    && !id.equals(RoomState.SESSION_TIMER)) {
                                drafts.add(timed(id, timer.stopped(at)));
                            }
                        });
        var own = state.timer(item);
        if (!own.isRunning()) {
            drafts.add(timed(item, own.started(at)));
        }
    }

    private static Draft timed(String item, Timer timer) {
        var data = Json.object().put("item", item);
        data.set("timer", timer.json());
        return new Draft(Kind.TIMER, data);
    }

    private static String languageOf(QuestionSnapshot question) {
        return question.answerLanguage().equals("python") ? "python" : "plain";
    }

    private static Done hint(
            RoomState state, Member who, JsonNode fields, @Nullable QuestionSnapshot question)
            throws Refusal {
        panel(who);
        live(state);
        var item = item(fields, question);
        int index = number(fields, "index", 0, Integer.MAX_VALUE);
        var hints = known(question).hints();
        if (index >= hints.size()) {
            throw new Refusal("invalid", "The question has no such hint.");
        }
        if (!state.isShown(item)) {
            throw new Refusal("not-shown", "The question is not before the candidate yet.");
        }
        if (state.isGiven(item, index)) {
            return nothing();
        }
        return one(
                Kind.HINT,
                Json.object().put("item", item).put("index", index).put("text", hints.get(index)));
    }

    private static Done timer(
            RoomState state, Member who, JsonNode fields, Instant at, boolean running)
            throws Refusal {
        panel(who);
        live(state);
        if (state.isPaused()) {
            throw new Refusal("paused", "The session is paused.");
        }
        var named = fields.path("item");
        var id = named.isTextual() ? named.textValue() : RoomState.SESSION_TIMER;
        if (named.isTextual()
                && state.agenda().items().stream().noneMatch(item -> item.id().equals(id))) {
            throw new Refusal("unknown-item", "The agenda has no such item.");
        }
        var before = state.timer(id);
        if (before.isRunning() == running) {
            return nothing();
        }
        var data = Json.object().put("item", named.isTextual() ? id : null);
        data.set("timer", (running ? before.started(at) : before.stopped(at)).json());
        return one(Kind.TIMER, data);
    }

    private static Done pause(RoomState state, Member who, Instant at) throws Refusal {
        panel(who);
        live(state);
        if (state.isPaused()) {
            return nothing();
        }
        var data = Json.object().put("paused", true);
        var running = data.putArray("resumes");
        var timers = data.putObject("timers");
        var items = timers.putObject("items");
        state.timers()
                .forEach(
                        (id, timer) -> {
                            if (timer.isRunning()) {
                                running.add(id);
                            }
                            put(timers, items, id, timer.stopped(at));
                        });
        return one(Kind.PAUSE, data);
    }

    private static Done resume(RoomState state, Member who, Instant at) throws Refusal {
        panel(who);
        live(state);
        if (!state.isPaused()) {
            return nothing();
        }
        var data = Json.object().put("paused", false);
        var timers = data.putObject("timers");
        var items = timers.putObject("items");
        state.timers().forEach((id, timer) -> put(timers, items, id, timer));
        // Among them one that has never run: of a question that was put meanwhile.
        state.resumable().forEach(id -> put(timers, items, id, state.timer(id).started(at)));
        return one(Kind.PAUSE, data);
    }

    private static void put(ObjectNode timers, ObjectNode items, String id, Timer timer) {
        (id.equals(RoomState.SESSION_TIMER) ? timers : items).set(id, timer.json());
    }

    private static Done focus(RoomState state, Member who, JsonNode fields, Instant at)
            throws Refusal {
        takesPart(who);
        live(state);
        int minutes = number(fields, "minutes", 1, LONGEST_FOCUS_MINUTES);
        if (state.focus() != null) {
            throw new Refusal("focus", "It is focus time already.");
        }
        return one(
                Kind.FOCUS,
                Json.object()
                        .put("until", at.plus(Duration.ofMinutes(minutes)).toString())
                        .put("by", who.participantId().toString()));
    }

    private static Done endFocus(RoomState state, Member who) throws Refusal {
        takesPart(who);
        return state.focus() == null ? nothing() : new Done.Append(List.of(focusEnds()));
    }

    static Draft focusEnds() {
        return new Draft(Kind.FOCUS, Json.object().putNull("until"));
    }

    private static Done language(RoomState state, Member who, JsonNode fields) throws Refusal {
        mayEdit(state, who);
        var document = document(state, fields);
        var language = languageIn(fields);
        return document.language().equals(language)
                ? nothing()
                : one(
                        Kind.LANGUAGE,
                        Json.object().put("doc", document.id()).put("language", language));
    }

    private static Done open(RoomState state, Member who, JsonNode fields) throws Refusal {
        mayEdit(state, who);
        var named = fields.path("item");
        if (named.isTextual() && !state.isShown(named.textValue())) {
            throw new Refusal("unknown-item", "No such question was shown.");
        }
        if (state.documents().size() >= DOCUMENTS) {
            throw new Refusal("too-many", "The room holds no more documents.");
        }
        return one(
                Kind.DOC,
                Json.object()
                        .put("id", "doc-" + (state.seq() + 1))
                        .put("item", named.isTextual() ? named.textValue() : null)
                        .put("title", text(fields, "title", LONGEST_TITLE))
                        .put("language", languageIn(fields))
                        .put("version", 0)
                        .put("text", ""));
    }

    private static Done say(RoomState state, Member who, JsonNode fields) throws Refusal {
        takesPart(who);
        open(state);
        return one(Kind.CHAT, Json.object().put("text", text(fields, "text", LONGEST_CHAT)));
    }

    private static Done hand(RoomState state, Member who, boolean raised) throws Refusal {
        if (who.role() == Role.INTERVIEWER) {
            throw new Refusal("forbidden", "Interviewers need not raise a hand.");
        }
        open(state);
        return state.isRaised(who.participantId()) == raised
                ? nothing()
                : one(Kind.HAND, Json.object().put("raised", raised));
    }

    private static Done run(RoomState state, Member who, JsonNode fields) throws Refusal {
        mayEdit(state, who);
        var document = document(state, fields);
        var out = optional(fields, "stdout", LONGEST_OUTPUT);
        var err = optional(fields, "stderr", LONGEST_OUTPUT);
        if (out.length() + err.length() > LONGEST_OUTPUT) {
            throw new Refusal("too-long", "The output is longer than it may be.");
        }
        return one(
                Kind.RUN,
                Json.object()
                        .put("doc", document.id())
                        .put("version", number(fields, "version", 0, Integer.MAX_VALUE))
                        .put("exit", number(fields, "exit", Integer.MIN_VALUE, Integer.MAX_VALUE))
                        .put("stdout", out)
                        .put("stderr", err)
                        .put("ms", number(fields, "ms", 0, Integer.MAX_VALUE)));
    }

    private static Done draw(RoomState state, Member who, JsonNode fields) throws Refusal {
        mayEdit(state, who);
        var id = boardIn(state, fields);
        var elements = fields.path("elements");
        if (!elements.isArray() || elements.size() > ELEMENTS) {
            throw new Refusal("invalid", "elements must be an array of at most " + ELEMENTS + ".");
        }
        for (var element : elements) {
            if (!element.isObject()
                    || !element.path("id").isTextual()
                    || element.path("id").textValue().length() > LONGEST_TITLE
                    || !element.path("version").isIntegralNumber()) {
                throw new Refusal("invalid", "An element needs an id and a version.");
            }
        }
        var board = state.drawing(id);
        if (board == null) {
            throw new Refusal("unknown-board", "There is no such board.");
        }
        var newer = board.newer(elements);
        if (newer.isEmpty()) {
            return nothing();
        }
        int size = board.sizeWith(newer);
        // A full one can still be changed and emptied.
        if (size > BIGGEST_BOARD && size > board.size()) {
            throw new Refusal("too-long", "The board holds no more.");
        }
        var data = Json.object().put("board", id);
        data.set("elements", newer);
        return one(Kind.BOARD, data);
    }

    private static Done picture(RoomState state, Member who, JsonNode fields) throws Refusal {
        mayEdit(state, who);
        var id = boardIn(state, fields);
        var png = fields.path("png").asText();
        if (png.length() > LONGEST_PICTURE || !PNG.matcher(png).matches()) {
            throw new Refusal("invalid", "png must be a PNG in base64, at most 300 kB.");
        }
        return one(Kind.PICTURE, Json.object().put("board", id).put("png", png));
    }

    private static Done describe(RoomState state, Member who, JsonNode fields) throws Refusal {
        mayEdit(state, who);
        return one(
                Kind.BOARD_TEXT,
                Json.object()
                        .put("board", boardIn(state, fields))
                        .put("text", optional(fields, "text", LONGEST_BOARD_TEXT)));
    }

    private static ObjectNode mark(JsonNode fields) throws Refusal {
        var mark = Json.object();
        for (var name : List.of("item", "criterionId", "redFlagId", "doc")) {
            put(mark, fields, name, LONGEST_TITLE);
        }
        put(mark, fields, "indicator", LONGEST_QUOTE);
        put(mark, fields, "quote", LONGEST_QUOTE);
        for (var name : List.of("version", "from", "to")) {
            if (fields.has(name) && !fields.path(name).isNull()) {
                mark.put(name, number(fields, name, 0, Integer.MAX_VALUE));
            }
        }
        if (mark.isEmpty()) {
            throw new Refusal("invalid", "A mark says what it marks.");
        }
        return mark;
    }

    private static void put(ObjectNode mark, JsonNode fields, String name, int longest)
            throws Refusal {
        if (fields.has(name) && !fields.path(name).isNull()) {
            mark.put(name, text(fields, name, longest));
        }
    }

    /** The same note for the same action, however often it comes. */
    private static UUID noteId(Member who, String op) {
        return UUID.nameUUIDFromBytes(
                (who.participantId() + ":" + op).getBytes(StandardCharsets.UTF_8));
    }

    private static void panel(Member who) throws Refusal {
        if (!who.isPanel()) {
            throw new Refusal("forbidden", "Only an interviewer of this session may do this.");
        }
    }

    private static void takesPart(Member who) throws Refusal {
        if (!who.takesPart()) {
            throw new Refusal("forbidden", "Observers are silent.");
        }
    }

    private static void live(RoomState state) throws Refusal {
        if (state.phase() == SessionState.SCHEDULED) {
            throw new Refusal("not-live", "The session is not open yet.");
        }
        open(state);
    }

    private static void open(RoomState state) throws Refusal {
        if (state.phase() != SessionState.SCHEDULED && state.phase() != SessionState.LIVE) {
            throw new Refusal("ended", "The session has ended.");
        }
    }

    private static String item(JsonNode fields, @Nullable QuestionSnapshot question)
            throws Refusal {
        known(question);
        return fields.path("item").asText();
    }

    private static QuestionSnapshot known(@Nullable QuestionSnapshot question) throws Refusal {
        if (question == null) {
            throw new Refusal("unknown-item", "The agenda has no such item.");
        }
        return question;
    }

    private static Document document(RoomState state, JsonNode fields) throws Refusal {
        var document = state.document(fields.path("doc").asText());
        if (document == null) {
            throw new Refusal("unknown-doc", "There is no such document.");
        }
        return document;
    }

    private static String boardIn(RoomState state, JsonNode fields) throws Refusal {
        var id = fields.path("board").asText();
        if (state.drawing(id) == null) {
            throw new Refusal("unknown-board", "There is no such board.");
        }
        return id;
    }

    private static String languageIn(JsonNode fields) throws Refusal {
        var language = fields.path("language").asText();
        if (!LANGUAGE.matcher(language).matches()) {
            throw new Refusal("invalid", "language must be a short word in small letters.");
        }
        return language;
    }

    private static UUID id(JsonNode fields, String name) throws Refusal {
        try {
            return UUID.fromString(fields.path(name).asText());
        } catch (IllegalArgumentException e) {
            throw new Refusal("invalid", name + " must be an id.");
        }
    }

    private static int number(JsonNode fields, String name, int least, int most) throws Refusal {
        var value = fields.path(name);
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new Refusal(
                    "invalid",
                    "%s must be a whole number from %d to %d.".formatted(name, least, most));
        }
        return value.intValue();
    }

    private static String text(JsonNode fields, String name, int longest) throws Refusal {
        var text = optional(fields, name, longest);
        if (text.isBlank()) {
            throw new Refusal("invalid", name + " is missing.");
        }
        return text;
    }

    private static String optional(JsonNode fields, String name, int longest) throws Refusal {
        var value = fields.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            throw new Refusal("invalid", name + " must be a text.");
        }
        var text = value.asText("");
        if (text.length() > longest) {
            throw new Refusal("too-long", "%s has at most %d characters.".formatted(name, longest));
        }
        return storable(value.isTextual() ? text : "");
    }

    /** Text that PostgreSQL and UTF-8 hold as it is. */
    private static String storable(String text) {
        var clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return clean.indexOf('\0') < 0 ? clean : clean.replace('\0', '\ufffd');
    }

    private static Done nothing() {
        return new Done.Append(List.of());
    }

    private static Done one(Kind kind, ObjectNode data) {
        return new Done.Append(List.of(new Draft(kind, data)));
    }
}
