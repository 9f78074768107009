package io.greenroom.catalog.exchange;

/** What one file may hold at most. Checked while it is read, so that no more than that is read. */
final class Bounds {
    static final long FILE_BYTES = 50L * 1024 * 1024;

    /** Bytes that one question takes in the file; what is longer is no question. */
    static final int QUESTION_BYTES = 1024 * 1024;

    static final int ROWS = 10_000;

    /** Of objects in objects, elements in elements. */
    static final int DEPTH = 40;

    /** Files in a zip. */
    static final int ENTRIES = 20_000;

    private Bounds() {}
}
