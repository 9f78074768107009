package io.greenroom.grading.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads human-graded answers; what is wrong is named, and the rest goes on. */
final class GradedFiles {
    private final PrintStream err;
    private boolean complete = true;

    GradedFiles(PrintStream err) {
        this.err = err;
    }

    /** False when a file could not be read or had nothing to measure in it. */
    boolean complete() {
        return complete;
    }

    List<GradedLine> read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException | OutOfMemoryError e) {
            return nothing(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.jsonl$", "");
        var lines = new ArrayList<GradedLine>();
        int number = 0;
        int broken = 0;
        int blank = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            try {
                var text = text(bytes, start, end);
                if (!text.isBlank()) {
                    var line = GradedLine.read(text, name);
                    if (line == null) {
                        blank++;
                    } else {
                        lines.add(line);
                    }
                }
            } catch (BrokenLineException e) {
                broken++;
                err.println(file + ":" + number + ": " + e.getMessage() + "; left out");
            }
            start = end + 1;
        }
        if (lines.isEmpty()) {
            return nothing(
                    bytes.length == 0
                            ? file + ": is empty"
                            : file
                                    + ": has no answer to measure ("
                                    + broken
                                    + " broken lines, "
                                    + blank
                                    + " blank answers)");
        }
        return lines;
    }

    private List<GradedLine> nothing(String why) {
        complete = false;
        err.println(why);
        return List.of();
    }

    private static String text(byte[] bytes, int start, int end) {
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, start, end - start))
                            .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BrokenLineException("not UTF-8");
        }
    }
}
