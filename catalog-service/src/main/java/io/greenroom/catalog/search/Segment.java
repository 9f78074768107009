package io.greenroom.catalog.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which questions hold a lexeme, and where; of a range of questions, and never changed. */
final class Segment {
    /**
     * Of one lexeme.
     *
     * @param questions numbers of the questions that hold it, ascending
     * @param starts where the places of each begin in {@code places}; one more at the end
     */
    record Postings(int[] questions, int[] starts, char[] places) {
        Rank.Places at(int index) {
            return new Rank.Places(places, starts[index], starts[index + 1]);
        }

        void at(int index, Rank.Words into) {
            into.add(places, starts[index], starts[index + 1]);
        }
    }

    private static final class Growing {
        private int[] questions = new int[2];
        private int[] starts = new int[2];
        private char[] places = new char[2];
        private int count;
        private int filled;

        void add(int question, char[] more) {
            if (count + 1 >= questions.length) {
                questions = Arrays.copyOf(questions, 2 * questions.length);
                starts = Arrays.copyOf(starts, questions.length);
            }
            while (filled + more.length > places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            questions[count] = question;
            starts[count++] = filled;
            System.arraycopy(more, 0, places, filled, more.length);
            filled += more.length;
        }

        Postings done() {
            var ends = Arrays.copyOf(starts, count + 1);
            ends[count] = filled;
            return new Postings(
                    Arrays.copyOf(questions, count), ends, Arrays.copyOf(places, filled));
        }
    }

    private final Map<String, Postings> lexemes;

    private Segment(Map<String, Postings> lexemes) {
        this.lexemes = lexemes;
    }

    /** Grows by questions in the order of their numbers. */
    static final class Building {
        private final Map<String, Growing> lexemes = new HashMap<>();

        void add(int number, Map<String, char[]> places) {
            places.forEach(
                    (lexeme, each) ->
                            lexemes.computeIfAbsent(lexeme, one -> new Growing())
                                    .add(number, each));
        }

        /** To be called once; nothing can be added any more. */
        Segment done() {
            var done = new HashMap<String, Postings>(lexemes.size() * 2);
            var all = lexemes.entrySet().iterator();
            while (all.hasNext()) {
                var one = all.next();
                done.put(one.getKey(), one.getValue().done());
                // Both forms of all lexemes at once would take twice the memory.
                all.remove();
            }
            return new Segment(done);
        }
    }

    @Nullable Postings get(String lexeme) {
        return lexemes.get(lexeme);
    }

    int questionsWith(String lexeme) {
        var postings = lexemes.get(lexeme);
        return postings == null ? 0 : postings.questions().length;
    }
}
