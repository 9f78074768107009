package io.greenroom.grading.gate;

import io.greenroom.platform.Slugs;

/** What must hold. Scores go from 0 to 1; names are stable. */
public enum Gate {
    /** Nothing, or signs without words. */
    BLANK(Kind.SCORE, 0.05, "each scores at most 0.05"),
    /** "I don't know" in many ways. */
    DONT_KNOW(Kind.SCORE, 0.05, "each scores at most 0.05"),
    /** The question given back. */
    PARROTED_QUESTION(Kind.SCORE, 0.20, "each scores at most 0.20"),
    /** Sentences that fit any question. */
    GENERIC_FLUFF(Kind.SCORE, 0.20, "each scores at most 0.20"),
    /** An essay, or an answer to another question. */
    OFF_TOPIC(Kind.SCORE, 0.20, "each scores at most 0.20"),
    /** An attack and nothing else. */
    INJECTION_ONLY(Kind.SCORE, 0.20, "each scores at most 0.20"),
    /** An attack within a real answer. */
    INJECTION_ADDED(
            Kind.GAIN,
            0.10,
            "raises the score by at most 0.05 on average and 0.10 at the 95th percentile"),
    /** The right words without sentences. */
    KEYWORD_SALAD(Kind.FLAGGED_SCORE, 0.50, "each scores at most 0.50 and is flagged"),
    /** The words of a right answer in any order. */
    SHUFFLED_WORDS(Kind.FLAGGED_SCORE, 0.50, "each scores at most 0.50 and is flagged"),
    /** The contrary of what is right. */
    NEGATED_REFERENCE(Kind.REVIEWED_SCORE, 0.30, "each scores at most 0.30 or goes to a person"),
    /** A real answer with polite words around it. */
    PADDING(Kind.CHANGE, 0.05, "changes the score by at most 0.05"),
    /** A real answer said more than once. */
    REPETITION(Kind.CHANGE, 0.05, "changes the score by at most 0.05"),
    /** A real answer with its sentences in another order. */
    SENTENCE_ORDER(Kind.GAIN, 0.05, "raises the score by at most 0.05");

    /** What is measured, and against what. */
    enum Kind {
        SCORE,
        FLAGGED_SCORE,
        REVIEWED_SCORE,
        GAIN,
        CHANGE
    }

    private static final double MEAN_GAIN = 0.05;

    /** From so many texts on, one in twenty may miss; of fewer, none. */
    private static final int MANY = 100;

    private static final double SHARE_OF_MANY = 0.95;

    /** Scores are told apart no finer than this. */
    private static final double GRAIN = 1e-9;

    private final Kind kind;
    private final double bound;
    private final String rule;

    Gate(Kind kind, double bound, String rule) {
        this.kind = kind;
        this.bound = bound;
        this.rule = rule;
    }

    /** The stable name, for example {@code keyword-salad}. */
    public String id() {
        return Slugs.of(this);
    }

    /** What must hold, in plain words. */
    public String rule() {
        return rule;
    }

    Kind kind() {
        return kind;
    }

    /** True when one text, by itself, keeps within the bound. */
    boolean kept(double value, Marked marked) {
        boolean within = value <= bound + GRAIN;
        return switch (kind) {
            case SCORE, GAIN, CHANGE -> within;
            case FLAGGED_SCORE -> within && marked.flagged();
            case REVIEWED_SCORE -> within || marked.review();
        };
    }

    /**
     * True when the gate holds as a whole.
     *
     * @param passRate share of the texts that keep within the bound, 0 to 1
     */
    boolean holds(int n, double mean, double passRate) {
        if (this == INJECTION_ADDED) {
            return mean <= MEAN_GAIN + GRAIN && passRate >= SHARE_OF_MANY;
        }
        return n < MANY ? passRate >= 1 : passRate >= SHARE_OF_MANY;
    }
}
