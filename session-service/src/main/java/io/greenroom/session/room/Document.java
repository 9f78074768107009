package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that several write. Its version counts the changes that made it; a change is taken in when
 * it is of the newest version, or can be moved there.
 */
final class Document {
    /** How far behind a change may be to be moved here: more than a client misses in a second. */
    private static final int REMEMBERED = 200;

    private final String id;
    private final @Nullable String item;
    private final String title;
    private String language;
    private int version;
    private final StringBuilder text;
    private final Deque<Entry.Edit> past = new ArrayDeque<>();

    Document(
            String id,
            @Nullable String item,
            String title,
            String language,
            int version,
            String text) {
        this.id = id;
        this.item = item;
        this.title = title;
        this.language = language;
        this.version = version;
        this.text = new StringBuilder(text);
    }

    /** The one that is there from the start. */
    static Document scratch() {
        return new Document(RoomState.SCRATCH, null, "Scratch", "python", 0, "");
    }

    static Document of(JsonNode json) {
        var item = json.path("item");
        return new Document(
                json.path("id").asText(),
                item.isTextual() ? item.textValue() : null,
                json.path("title").asText(),
                json.path("language").asText(),
                json.path("version").asInt(),
                json.path("text").asText());
    }

    /** What becomes of a push. */
    sealed interface Outcome {
        /** These changes follow each other from the newest version; none when all are known. */
        record Fits(List<ChangeSet> changes) implements Outcome {}

        /** The client has to catch up and to rebase. */
        record Stale() implements Outcome {}

        /** The changes are of no version of this document, or too fine to be kept. */
        record Misfit() implements Outcome {}

        /** The document would become longer than it may. */
        record TooLong() implements Outcome {}
    }

    /**
     * Fits changes of an earlier version to the newest. Those that were taken in before, which a
     * client cannot know that lost its connection, are left out: between two pushes a client's
     * changes are in the order in which it made them.
     *
     * @param moving whether others' changes may be gone over here. The client must apply what it
     *     gets one change at a time then: moving over two at once can end elsewhere.
     */
    Outcome fit(int base, String client, List<ChangeSet> changes, boolean moving, int longest) {
        if (base > version) {
            return new Outcome.Misfit();
        }
        if (version - base > past.size()) {
            return new Outcome.Stale();
        }
        var rest = new ArrayList<>(changes);
        if (isTooFine(rest) || !fits(rest, text.length(), base)) {
            return new Outcome.Misfit();
        }
        for (var other : since(base)) {
            if (rest.isEmpty()) {
                break;
            }
            if (other.client().equals(client)) {
                rest.removeFirst();
            } else if (!moving) {
                return new Outcome.Stale();
            } else {
                moveOver(rest, other.changes());
            }
        }
        if (isTooFine(rest)) {
            // Moving splits what is deleted around what others put in.
            return new Outcome.Misfit();
        }
        for (var change : rest) {
            if (change.lengthAfter() > longest && change.lengthAfter() > change.lengthBefore()) {
                return new Outcome.TooLong();
            }
        }
        return new Outcome.Fits(rest);
    }

    /** What made the newest version of that one, in order. */
    private Collection<Entry.Edit> since(int base) {
        var since = new ArrayDeque<Entry.Edit>();
        var back = past.descendingIterator();
        for (int v = version; v > base; v--) {
            since.addFirst(back.next());
        }
        return since;
    }

    private static boolean isTooFine(List<ChangeSet> changes) {
        return changes.stream().anyMatch(ChangeSet::isTooFine);
    }

    private static void moveOver(List<ChangeSet> changes, ChangeSet other) {
        var over = other;
        for (int i = 0; i < changes.size(); i++) {
            var ours = changes.get(i);
            changes.set(i, ours.map(over, false));
            over = over.map(ours, true);
        }
    }

    /** Whether they follow each other from that version, as far as lengths tell. */
    private boolean fits(List<ChangeSet> changes, int lengthNow, int base) {
        int length = lengthNow;
        var back = past.descendingIterator();
        for (int v = version; v > base; v--) {
            length = back.next().changes().lengthBefore();
        }
        for (var change : changes) {
            if (change.lengthBefore() != length) {
                return false;
            }
            length = change.lengthAfter();
        }
        return true;
    }

    void apply(Entry.Edit edit) {
        if (edit.version() != version + 1) {
            throw new IllegalStateException(
                    "Version %d of a document cannot follow %d".formatted(edit.version(), version));
        }
        edit.changes().applyTo(text);
        version++;
        past.addLast(edit);
        if (past.size() > REMEMBERED) {
            past.removeFirst();
        }
    }

    void language(String now) {
        language = now;
    }

    String id() {
        return id;
    }

    String language() {
        return language;
    }

    int version() {
        return version;
    }

    String text() {
        return text.toString();
    }

    ObjectNode json() {
        var json = Json.object();
        json.put("id", id).put("item", item).put("title", title).put("language", language);
        var quoted = new StringBuilder(text.length() + 16);
        Json.quote(quoted, text, 0, text.length());
        return json.put("version", version).putRawValue("text", new RawValue(quoted.toString()));
    }
}
