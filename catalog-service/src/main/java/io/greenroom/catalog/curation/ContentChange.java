package io.greenroom.catalog.curation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two contents.
 *
 * @param pointer into the content that it leads to; into the one before for what is gone
 * @param label the same for people
 * @param words for changed texts: how one becomes the other
 */
public record ContentChange(
        String pointer,
        String label,
        Kind kind,
        @Nullable String before,
        @Nullable String after,
        @Nullable List<Word> words) {

    /** What happened to it. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED;

        @JsonValue
        public String wire() {
            return Slugs.of(this);
        }
    }

    /** A stretch of text that stays, comes or goes; joined they are both texts. */
    public record Word(Op op, String text) {}

    /** What becomes of a stretch. */
    public enum Op {
        SAME,
        ADD,
        DEL;

        @JsonValue
        public String wire() {
            return Slugs.of(this);
        }
    }
}
