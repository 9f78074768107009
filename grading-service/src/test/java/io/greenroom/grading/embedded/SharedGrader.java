package io.greenroom.grading.embedded;

import java.util.concurrent.Executors;

/**
 * One embedded grader for all tests of a JVM that don't need a fresh one: its models are loaded
 * once, and what one test has had it read another needn't wait for.
 */
public final class SharedGrader {
    /** All levelled questions, and a few more. */
    private static final int QUESTIONS = 48;

    private static final int CLAUSES = 60_000;

    public static final EmbeddedGrader GRADER =
            EmbeddedGrader.create(
                    Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory()),
                    QUESTIONS,
                    CLAUSES);

    private SharedGrader() {}
}
