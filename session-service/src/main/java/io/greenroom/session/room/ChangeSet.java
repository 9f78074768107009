package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A change of a document, in the form and with the meaning of CodeMirror 6: a run of sections, each
 * of which keeps a stretch of the document or replaces it by a text. Lengths count UTF-16 units, as
 * both JavaScript and Java do. {@link #map} orders changes that meet as CodeMirror does, to the
 * letter: a client and the server that map the same changes must get the same document.
 */
final class ChangeSet {
    /**
     * The most sections that a change may have to be taken in. What is in the log already is read
     * whatever it has.
     */
    static final int MOST_SECTIONS = 10_000;

    /** In the place of a section's new length: the stretch is kept. */
    private static final int KEPT = -1;

    /** For each section its length before, and its length after or {@link #KEPT}. */
    private final int[] sections;

    /** For each section what it puts in; empty where nothing is. */
    private final String[] inserted;

    private ChangeSet(int[] sections, String[] inserted) {
        this.sections = sections;
        this.inserted = inserted;
    }

    /** What a client sent is no change set. The message says where it breaks, without its text. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads CodeMirror's form: a number keeps so many units, {@code [n]} deletes them, {@code [n,
     * "line", …]} replaces them by these lines.
     *
     * <p>Sections are joined as CodeMirror joins those that it makes itself: its own changes stay
     * as they are, and nobody fills the memory with sections that change nothing.
     */
    static ChangeSet of(JsonNode json) throws Malformed {
        if (!json.isArray()) {
            throw new Malformed("changes must be an array.");
        }
        var result = new Builder();
        long before = 0;
        long after = 0;
        for (int i = 0; i < json.size(); i++) {
            var part = json.get(i);
            boolean keeps = !part.isArray();
            int length = length(keeps ? part : part.path(0));
            var text = keeps ? "" : lines(part);
            before += length;
            after += keeps ? length : text.length();
            if (before > Integer.MAX_VALUE || after > Integer.MAX_VALUE) {
                throw new Malformed("changes is longer than any document.");
            }
            result.add(length, keeps ? KEPT : text.length(), text);
        }
        return result.build();
    }

    private static int length(JsonNode number) throws Malformed {
        if (!number.isInt() || number.intValue() < 0) {
            throw new Malformed("A length in changes must be a whole number from 0.");
        }
        return number.intValue();
    }

    private static String lines(JsonNode part) throws Malformed {
        var text = new StringBuilder();
        for (int i = 1; i < part.size(); i++) {
            if (!part.get(i).isTextual()) {
                throw new Malformed("What changes insert must be lines of text.");
            }
            var line = part.get(i).textValue();
            for (int c = 0; c < line.length(); c++) {
                char unit = line.charAt(c);
                if (unit == '\n' || unit == '\r' || unit == '\0') {
                    throw new Malformed("A line in changes holds a line break or NUL.");
                }
            }
            if (i > 1) {
                text.append('\n');
            }
            text.append(line);
        }
        return text.toString();
    }

    /** Whether it has more sections than are taken in. */
    boolean isTooFine() {
        return inserted.length > MOST_SECTIONS;
    }

    /** The length of the documents that this applies to. */
    int lengthBefore() {
        int length = 0;
        for (int i = 0; i < sections.length; i += 2) {
            length += sections[i];
        }
        return length;
    }

    /** The length of what comes of them. */
    int lengthAfter() {
        int length = 0;
        for (int i = 0; i < sections.length; i += 2) {
            length += sections[i + 1] == KEPT ? sections[i] : sections[i + 1];
        }
        return length;
    }

    /** Changes a document in place. */
    void applyTo(StringBuilder document) {
        if (document.length() != lengthBefore()) {
            throw new IllegalArgumentException("The change is of another document");
        }
        int at = 0;
        for (int i = 0; i < sections.length; i += 2) {
            if (sections[i + 1] == KEPT) {
                at += sections[i];
            } else {
                document.replace(at, at + sections[i], inserted[i / 2]);
                at += sections[i + 1];
            }
        }
    }

    /**
     * This change, for the document as it is after {@code other}, which starts from the same one.
     *
     * @param before whether this comes first where both insert at one place
     */
    ChangeSet map(ChangeSet other, boolean before) {
        var result = new Builder();
        var a = new Cursor(this);
        var b = new Cursor(other);
        // The section of this whose text is already placed, for one that is walked piece by piece.
        int placed = -1;
        while (true) {
            if ((a.done() && b.length > 0) || (b.done() && a.length > 0)) {
                throw new IllegalArgumentException("The changes are of different documents");
            }
            if (a.after == KEPT && b.after == KEPT) {
                int length = Math.min(a.length, b.length);
                result.add(length, KEPT, "");
                a.forward(length);
                b.forward(length);
            } else if (b.after >= 0 && bFirst(a, b, placed, before)) {
                // The other's comes first: its result is kept, and what it took from under ours
                // goes.
                int length = b.length;
                result.add(b.after, KEPT, "");
                while (length > 0) {
                    int piece = Math.min(a.length, length);
                    if (a.after >= 0 && placed < a.section && a.length <= piece) {
                        result.add(0, a.after, a.text());
                        placed = a.section;
                    }
                    a.forward(piece);
                    length -= piece;
                }
                b.next();
            } else if (a.after >= 0) {
                // Ours comes first: up to where the other inserts, deleting what is still there.
                int length = 0;
                int left = a.length;
                while (left > 0) {
                    if (b.after == KEPT) {
                        int piece = Math.min(left, b.length);
                        length += piece;
                        left -= piece;
                        b.forward(piece);
                    } else if (b.after == 0 && b.length < left) {
                        left -= b.length;
                        b.next();
                    } else {
                        break;
                    }
                }
                boolean first = placed < a.section;
                result.add(length, first ? a.after : 0, first ? a.text() : "");
                placed = a.section;
                a.forward(a.length - left);
            } else if (a.done() && b.done()) {
                return result.build();
            } else {
                throw new IllegalArgumentException("The changes are of different documents");
            }
        }
    }

    /** Ordered by where they start, then by length, then by the flag. */
    private static boolean bFirst(Cursor a, Cursor b, int placed, boolean before) {
        return a.after < 0
                || placed == a.section
                || (a.offset == 0 && (b.length < a.length || (b.length == a.length && !before)));
    }

    /** Appends CodeMirror's form. */
    void writeTo(StringBuilder json) {
        json.append('[');
        for (int i = 0; i < sections.length; i += 2) {
            if (i > 0) {
                json.append(',');
            }
            if (sections[i + 1] == KEPT) {
                json.append(sections[i]);
            } else {
                json.append('[').append(sections[i]);
                if (sections[i + 1] > 0) {
                    writeLines(json, inserted[i / 2]);
                }
                json.append(']');
            }
        }
        json.append(']');
    }

    private static void writeLines(StringBuilder json, String text) {
        int start = 0;
        while (true) {
            int end = text.indexOf('\n', start);
            json.append(',');
            Json.quote(json, text, start, end < 0 ? text.length() : end);
            if (end < 0) {
                return;
            }
            start = end + 1;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeSet set
                && Arrays.equals(sections, set.sections)
                && Arrays.equals(inserted, set.inserted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sections) * 31 + Arrays.hashCode(inserted);
    }

    /** Its shape; what it inserts is a person's and never printed. */
    @Override
    public String toString() {
        return "ChangeSet" + Arrays.toString(sections);
    }

    /** Walks over the sections of a change. */
    private static final class Cursor {
        private final ChangeSet set;
        private int section = -1;
        private int length;
        private int after;
        private int offset;

        Cursor(ChangeSet set) {
            this.set = set;
            next();
        }

        void next() {
            section++;
            offset = 0;
            if (section < set.inserted.length) {
                length = set.sections[section * 2];
                after = set.sections[section * 2 + 1];
            } else {
                length = 0;
                after = -2;
            }
        }

        boolean done() {
            return after == -2;
        }

        String text() {
            return set.inserted[section];
        }

        void forward(int by) {
            if (by == length) {
                next();
            } else {
                length -= by;
                offset += by;
            }
        }
    }

    /** Joins sections as CodeMirror does. */
    private static final class Builder {
        private int[] sections = new int[16];
        private int size;
        private final List<CharSequence> inserted = new ArrayList<>();

        void add(int length, int after, String text) {
            if (length == 0 && after <= 0) {
                return;
            }
            int last = size - 2;
            if (last >= 0 && after <= 0 && after == sections[last + 1]) {
                sections[last] += length;
            } else if (last >= 0 && length == 0 && sections[last] == 0) {
                sections[last + 1] += after;
                joined(last / 2).append(text);
            } else {
                if (size == sections.length) {
                    sections = Arrays.copyOf(sections, size * 2);
                }
                sections[size] = length;
                sections[size + 1] = after;
                size += 2;
                inserted.add(text);
            }
        }

        /** One text for many that follow each other, so that joining takes no more than reading. */
        private StringBuilder joined(int index) {
            if (inserted.get(index) instanceof StringBuilder text) {
                return text;
            }
            var text = new StringBuilder(inserted.get(index));
            inserted.set(index, text);
            return text;
        }

        ChangeSet build() {
            return new ChangeSet(
                    Arrays.copyOf(sections, size),
                    inserted.stream().map(CharSequence::toString).toArray(String[]::new));
        }
    }
}
