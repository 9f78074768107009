package io.greenroom.grading.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation was asked to do.
 *
 * @param gates false to leave the gates out
 * @param sample about how many texts a gate and data set
 * @param scores where to write one line an answer, if anywhere
 * @param accept where to write the figures as the accepted ones, if anywhere
 * @param against accepted figures to be compared with, if any
 * @param publish directory of the files that the graders' page shows, if they are to be written
 * @param misses true to show the texts that came through a gate
 */
record Options(
        List<Path> files,
        boolean json,
        boolean gates,
        int sample,
        @Nullable Path scores,
        @Nullable Path accept,
        @Nullable Path against,
        @Nullable Path publish,
        boolean misses) {
    static final String USAGE =
            """
            Usage: evaluate FILE.jsonl… [--json] [--no-gates] [--sample N] [--misses]
                            [--scores FILE] [--accept FILE] [--against FILE] [--publish DIRECTORY]
              --json          figures as JSON on standard output
              --no-gates      agreement with people only
              --sample N      about so many texts a gate and data set (40)
              --misses        show what came through a gate, on standard error
              --scores FILE   write one line an answer: id, human mark, score, confidence
              --accept FILE   write these figures as the accepted ones
              --against FILE  compare with accepted figures; exit code 3 when this is worse
              --publish DIR   write what the graders page shows; GREENROOM_GRADING_FIGURES names DIR\
            """;

    private static final int SAMPLE = 40;

    Options {
        files = List.copyOf(files);
    }

    /**
     * @throws IllegalArgumentException with what is wrong, for a person
     */
    static Options of(List<String> arguments) {
        var files = new ArrayList<Path>();
        boolean json = false;
        boolean gates = true;
        boolean misses = false;
        int sample = SAMPLE;
        Path scores = null;
        Path accept = null;
        Path against = null;
        Path publish = null;
        var left = arguments.iterator();
        while (left.hasNext()) {
            var argument = left.next();
            switch (argument) {
                case "--json" -> json = true;
                case "--no-gates" -> gates = false;
                case "--misses" -> misses = true;
                case "--sample" -> sample = number(argument, left);
                case "--scores" -> scores = Path.of(value(argument, left));
                case "--accept" -> accept = Path.of(value(argument, left));
                case "--against" -> against = Path.of(value(argument, left));
                case "--publish" -> publish = Path.of(value(argument, left));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("There is no option " + argument + ".");
                    }
                    files.add(Path.of(argument));
                }
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("No file was named.");
        }
        return new Options(files, json, gates, sample, scores, accept, against, publish, misses);
    }

    private static String value(String option, java.util.Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return left.next();
    }

    private static int number(String option, java.util.Iterator<String> left) {
        var value = value(option, left);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= 10_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(option + " takes a number from 1 to 10000.");
    }
}
