package io.greenroom.catalog.exchange;

/** Which lines of a Markdown file stand in a fenced block of code at the left margin. */
final class Fences {
    private static final int SHORTEST = 3;

    private char mark;
    private int length;

    boolean inside() {
        return length > 0;
    }

    /**
     * Takes the next line.
     *
     * @return whether it is part of a fenced block
     */
    boolean take(String line) {
        int run = run(line);
        if (length == 0) {
            if (run >= SHORTEST && !(line.charAt(0) == '`' && line.indexOf('`', run) >= 0)) {
                mark = line.charAt(0);
                length = run;
                return true;
            }
            return false;
        }
        if (run >= length && line.charAt(0) == mark && line.substring(run).isBlank()) {
            length = 0;
        }
        return true;
    }

    /** How many fence characters the line begins with. */
    private static int run(String line) {
        if (line.isEmpty() || line.charAt(0) != '`' && line.charAt(0) != '~') {
            return 0;
        }
        int run = 1;
        while (run < line.length() && line.charAt(run) == line.charAt(0)) {
            run++;
        }
        return run;
    }
}
