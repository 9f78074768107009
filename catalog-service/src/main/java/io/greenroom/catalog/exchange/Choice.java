package io.greenroom.catalog.exchange;

import io.greenroom.catalog.duplicate.LinkKind;

/** What a curator wants of a row, beside that it is taken over. */
sealed interface Choice {
    /** As it is said and reported. */
    String wire();

    /** It is left out. */
    record Omit() implements Choice {
        static final String WIRE = "omit";

        @Override
        public String wire() {
            return WIRE;
        }
    }

    /** It is taken over, and linked with a question that is here. */
    record Link(LinkKind kind, String other) implements Choice {
        @Override
        public String wire() {
            return kind.wire() + ":" + other;
        }
    }

    /**
     * A question that is here takes over what only the row has; the row itself does not come in.
     */
    record Merge(String into) implements Choice {
        static final String WIRE = "merge";

        @Override
        public String wire() {
            return WIRE + ":" + into;
        }
    }
}
