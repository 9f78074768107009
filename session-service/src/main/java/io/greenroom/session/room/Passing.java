package io.greenroom.session.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What passes between instances as signals, which have a bounded size: longer texts go in parts. A
 * part is {@code <instance> <message> <number>/<of> <text>}.
 */
final class Passing {
    /** A character has at most 3 bytes, and a signal 7,999. */
    private static final int PART = 2_500;

    private static final int UNFINISHED = 100;

    private final UUID instance;
    private long messages;

    private final Map<String, String[]> unfinished =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String[]> eldest) {
                    return size() > UNFINISHED;
                }
            };

    Passing(UUID instance) {
        this.instance = instance;
    }

    /** A text of another instance. */
    record Whole(UUID from, String text) {}

    /** A text that goes whole, of somebody who has no more to say; at most a part long. */
    static String whole(UUID from, String text) {
        return "%s 0 1/1 %s".formatted(from, text);
    }

    List<String> parts(String text) {
        var pieces = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + PART);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            pieces.add(text.substring(start, end));
            start = end;
        }
        long message = ++messages;
        var parts = new ArrayList<String>();
        for (int i = 0; i < pieces.size(); i++) {
            parts.add(
                    "%s %d %d/%d %s"
                            .formatted(instance, message, i + 1, pieces.size(), pieces.get(i)));
        }
        return parts;
    }

    /** Null while parts are missing, and for what came from here. */
    @Nullable Whole take(String part) {
        var fields = part.split(" ", 4);
        var from = UUID.fromString(fields[0]);
        if (from.equals(instance)) {
            return null;
        }
        var of = fields[2].split("/", 2);
        int number = Integer.parseInt(of[0]);
        int total = Integer.parseInt(of[1]);
        if (total == 1) {
            return new Whole(from, fields[3]);
        }
        var key = fields[0] + " " + fields[1];
        var pieces = unfinished.computeIfAbsent(key, none -> new String[total]);
        pieces[number - 1] = fields[3];
        for (var piece : pieces) {
            if (piece == null) {
                return null;
            }
        }
        unfinished.remove(key);
        return new Whole(from, String.join("", pieces));
    }
}
