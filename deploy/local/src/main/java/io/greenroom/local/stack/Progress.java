package io.greenroom.local.stack;

import java.io.PrintStream;
import java.util.Locale;

/** One line for each thing that happens, with the time since the command began. */
public final class Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** For tests and for work whose progress nobody watches. */
    public static Progress silent() {
        return new Progress(new PrintStream(java.io.OutputStream.nullOutputStream()));
    }

    public synchronized void line(String part, String text) {
        out.printf(Locale.ROOT, "[%5.1f s] %-16s %s%n", seconds(), part, text);
        out.flush();
    }

    public synchronized void plain(String text) {
        out.println(text);
        out.flush();
    }

    public double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
