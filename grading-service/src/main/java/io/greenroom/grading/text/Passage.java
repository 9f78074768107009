package io.greenroom.grading.text;

/**
 * A piece of an answer that can be judged by itself.
 *
 * @param start UTF-16 index into the answer
 * @param end the index after its last character
 * @param words the piece as plain words: no marks of Markdown, code read aloud
 * @param kind prose, comment or code
 * @param part true when a longer passage holds it
 */
public record Passage(int start, int end, String words, Kind kind, boolean part) {
    /** What a passage is made of. */
    public enum Kind {
        PROSE,
        COMMENT,
        CODE
    }

    /** The passage as the candidate wrote it. */
    public String in(String answer) {
        return answer.substring(start, end);
    }
}
