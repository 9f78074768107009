package io.greenroom.catalog.curation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.greenroom.catalog.question.DraftContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two contents, so that a person can read it: field by field, criteria and red
 * flags matched by their ids, texts word by word.
 */
public final class ContentDiff {
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("title", "Title"),
                    Map.entry("round", "Round"),
                    Map.entry("topics", "Topics"),
                    Map.entry("level", "Level"),
                    Map.entry("min", "lowest"),
                    Map.entry("max", "highest"),
                    Map.entry("difficulty", "Difficulty"),
                    Map.entry("minutes", "Minutes"),
                    Map.entry("answerFormat", "Answer format"),
                    Map.entry("codeLanguage", "Code language"),
                    Map.entry("starterCode", "Starter code"),
                    Map.entry("prompt", "Prompt"),
                    Map.entry("probe", "What is probed"),
                    Map.entry("strongAnswer", "Strong answer"),
                    Map.entry("hints", "Hint"),
                    Map.entry("followUps", "Follow-up"),
                    Map.entry("references", "Reference"),
                    Map.entry("companies", "Companies"),
                    Map.entry("covers", "Covers"),
                    Map.entry("criteria", "Criterion"),
                    Map.entry("redFlags", "Red flag"),
                    Map.entry("indicators", "indicator"),
                    Map.entry("levels", "level"),
                    Map.entry("signals", "signal"));

    /** Lists whose order says nothing: they are compared as sets, in one change. */
    private static final List<String> SETS = List.of("topics", "companies", "covers");

    private static final Pattern WORD =
            Pattern.compile("\\s+|[\\p{L}\\p{N}_]+|[^\\s\\p{L}\\p{N}_]");

    /** Beyond this many words a side, texts are compared by lines: words would take seconds. */
    private static final int MOST_WORDS = 4_000;

    private final List<ContentChange> changes = new ArrayList<>();

    private ContentDiff() {}

    /** What changed from one content to the other, in the order of its fields. */
    public static List<ContentChange> between(DraftContent from, DraftContent to) {
        var diff = new ContentDiff();
        ObjectNode before = DraftText.MAPPER.valueToTree(from);
        ObjectNode after = DraftText.MAPPER.valueToTree(to);
        diff.fields("", "", before, after);
        return List.copyOf(diff.changes);
    }

    private void fields(String pointer, String label, JsonNode before, JsonNode after) {
        var names = new LinkedHashSet<String>();
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (name.equals("rubric")) {
                list(
                        pointer + "/rubric/criteria",
                        "Criterion",
                        array(before.path("rubric").path("criteria")),
                        array(after.path("rubric").path("criteria")));
            } else {
                value(
                        pointer + "/" + name,
                        label(label, name),
                        name,
                        before.path(name),
                        after.path(name));
            }
        }
    }

    private void value(String pointer, String label, String name, JsonNode before, JsonNode after) {
        if (before.equals(after) || (isNothing(before) && isNothing(after))) {
            return;
        }
        if (SETS.contains(name)) {
            set(pointer, label, array(before), array(after));
        } else if (before.isArray() || after.isArray()) {
            list(pointer, label, array(before), array(after));
        } else if (before.isObject() && after.isObject()) {
            fields(pointer, label, before, after);
        } else {
            leaf(pointer, label, before, after);
        }
    }

    private void leaf(String pointer, String label, JsonNode before, JsonNode after) {
        if (isNothing(before)) {
            added(pointer, label, after);
        } else if (isNothing(after)) {
            removed(pointer, label, before);
        } else {
            changed(pointer, label, readable(before), readable(after));
        }
    }

    private void set(String pointer, String label, ArrayNode before, ArrayNode after) {
        var sorted = List.of(sorted(before), sorted(after));
        if (!sorted.get(0).equals(sorted.get(1))) {
            changed(
                    pointer,
                    label,
                    String.join(", ", sorted.get(0)),
                    String.join(", ", sorted.get(1)));
        }
    }

    /** Items with ids are matched by them, others by what they say. */
    private void list(String pointer, String label, ArrayNode before, ArrayNode after) {
        if (hasIds(before) && hasIds(after)) {
            byId(pointer, label, before, after);
        } else {
            inOrder(pointer, label, before, after);
        }
    }

    private void byId(String pointer, String label, ArrayNode before, ArrayNode after) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            places.put(before.get(i).path("id").asText(), i);
        }
        var from = new ArrayList<Integer>();
        after.forEach(item -> from.add(places.remove(item.path("id").asText())));
        var stay = longestRise(from);
        for (int i = 0; i < after.size(); i++) {
            var item = after.get(i);
            var place = from.get(i);
            var name = label + " " + nameOf(item);
            if (place == null) {
                added(pointer + "/" + i, name, item);
                continue;
            }
            if (!stay.contains(place)) {
                changes.add(
                        new ContentChange(
                                pointer + "/" + i,
                                name,
                                ContentChange.Kind.MOVED,
                                String.valueOf(place + 1),
                                String.valueOf(i + 1),
                                null));
            }
            fields(pointer + "/" + i, name, before.get(place), item);
        }
        for (int i = 0; i < before.size(); i++) {
            var item = before.get(i);
            if (places.containsKey(item.path("id").asText())) {
                removed(pointer + "/" + i, label + " " + nameOf(item), item);
            }
        }
    }

    /** The most of them that stand in rising order: the others have moved. */
    private static Set<Integer> longestRise(List<@Nullable Integer> places) {
        List<List<Integer>> rises = new ArrayList<>();
        List<Integer> longest = List.of();
        for (Integer place : places) {
            if (place == null) {
                continue;
            }
            List<Integer> best = List.of();
            for (var rise : rises) {
                if (rise.getLast() < place && rise.size() > best.size()) {
                    best = rise;
                }
            }
            var rise = new ArrayList<>(best);
            rise.add(place);
            rises.add(rise);
            if (rise.size() > longest.size()) {
                longest = rise;
            }
        }
        return new HashSet<>(longest);
    }

    private void inOrder(String pointer, String label, ArrayNode before, ArrayNode after) {
        List<JsonNode> old = new ArrayList<>();
        before.forEach(old::add);
        List<JsonNode> now = new ArrayList<>();
        after.forEach(now::add);
        for (AbstractDelta<JsonNode> delta : DiffUtils.diff(old, now).getDeltas()) {
            var source = delta.getSource();
            var target = delta.getTarget();
            int both = Math.min(source.size(), target.size());
            for (int i = 0; i < both; i++) {
                int place = target.getPosition() + i;
                value(
                        pointer + "/" + place,
                        label + " " + (place + 1),
                        "",
                        source.getLines().get(i),
                        target.getLines().get(i));
            }
            for (int i = both; i < source.size(); i++) {
                int place = source.getPosition() + i;
                removed(pointer + "/" + place, label + " " + (place + 1), source.getLines().get(i));
            }
            for (int i = both; i < target.size(); i++) {
                int place = target.getPosition() + i;
                added(pointer + "/" + place, label + " " + (place + 1), target.getLines().get(i));
            }
        }
    }

    private void added(String pointer, String label, JsonNode what) {
        changes.add(
                new ContentChange(
                        pointer, label, ContentChange.Kind.ADDED, null, readable(what), null));
    }

    private void removed(String pointer, String label, JsonNode what) {
        changes.add(
                new ContentChange(
                        pointer, label, ContentChange.Kind.REMOVED, readable(what), null, null));
    }

    private void changed(String pointer, String label, String before, String after) {
        changes.add(
                new ContentChange(
                        pointer,
                        label,
                        ContentChange.Kind.CHANGED,
                        before,
                        after,
                        words(before, after)));
    }

    /** How one text becomes the other; all that stays or goes joined is the first, and so on. */
    static List<ContentChange.Word> words(String before, String after) {
        var old = split(before);
        var now = split(after);
        if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            old = lines(before);
            now = lines(after);
        }
        var words = new ArrayList<ContentChange.Word>();
        int place = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            add(words, ContentChange.Op.SAME, old.subList(place, delta.getSource().getPosition()));
            add(words, ContentChange.Op.DEL, delta.getSource().getLines());
            add(words, ContentChange.Op.ADD, delta.getTarget().getLines());
            place = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(words, ContentChange.Op.SAME, old.subList(place, old.size()));
        return List.copyOf(words);
    }

    private static void add(
            List<ContentChange.Word> words, ContentChange.Op op, List<String> parts) {
        if (!parts.isEmpty()) {
            words.add(new ContentChange.Word(op, String.join("", parts)));
        }
    }

    private static List<String> split(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<String> lines(String text) {
        return List.of(text.split("(?<=\n)"));
    }

    private static String label(String around, String name) {
        var own = name.matches("\\d+") ? name : LABELS.getOrDefault(name, name.replace('-', ' '));
        if (around.isEmpty()) {
            return own;
        }
        return name.matches("\\d+") ? around + " " + own : around + ": " + own;
    }

    private static String nameOf(JsonNode item) {
        var title = item.path("title").asText();
        return title.isBlank() ? item.path("id").asText() : title;
    }

    private static boolean hasIds(ArrayNode items) {
        var seen = new HashSet<String>();
        for (JsonNode item : items) {
            var id = item.path("id").asText();
            if (id.isEmpty() || !seen.add(id)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> sorted(ArrayNode items) {
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(item.asText()));
        return texts.stream().sorted().toList();
    }

    private static ArrayNode array(JsonNode node) {
        return node instanceof ArrayNode array ? array : JsonNodeFactory.instance.arrayNode();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
    }

    /** As a person reads it: a text as it is, an object a line a field. */
    private static String readable(JsonNode node) {
        if (node.isValueNode()) {
            return node.asText();
        }
        var text = new StringBuilder();
        if (node.isArray()) {
            node.forEach(item -> text.append("\n- ").append(indented(readable(item))));
        } else {
            node.properties()
                    .forEach(
                            field -> {
                                if (!isNothing(field.getValue())) {
                                    text.append('\n')
                                            .append(label("", field.getKey()))
                                            .append(": ")
                                            .append(indented(readable(field.getValue())));
                                }
                            });
        }
        return text.toString().strip();
    }

    private static String indented(String text) {
        return text.contains("\n") ? "\n  " + text.replace("\n", "\n  ") : text;
    }
}
