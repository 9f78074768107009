package io.greenroom.catalog.exchange;

import io.greenroom.catalog.duplicate.LinkKind;
import io.greenroom.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rows are not simply taken over, by their numbers from 1. */
record ImportChoices(Map<Integer, Choice> byRow) {
    static final String HEADER = "Import-Choices";

    private static final Pattern ONE =
            Pattern.compile(
                    "([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?=([a-z-]+)(?::([a-z0-9]+(?:-[a-z0-9]+)*))?");

    ImportChoices {
        byRow = Map.copyOf(byRow);
    }

    /** To be named, of rows that are not there. */
    private static final int MOST_BEYOND = 20;

    /** Reads "3=omit, 7-9=related:an-id"; a problem when it cannot be read. */
    static ImportChoices of(@Nullable String header) {
        var byRow = new TreeMap<Integer, Choice>();
        if (header != null && !header.isBlank()) {
            for (var one : header.split(",")) {
                var said = ONE.matcher(one.strip());
                if (!said.matches()) {
                    throw refused("“" + one.strip() + "” is no choice.");
                }
                var choice = choice(said.group(3), said.group(4));
                int first = Integer.parseInt(said.group(1));
                int last = said.group(2) == null ? first : Integer.parseInt(said.group(2));
                if (last < first || last > Bounds.ROWS) {
                    throw refused("“" + one.strip() + "” names no rows of a file.");
                }
                for (int row = first; row <= last; row++) {
                    if (byRow.put(row, choice) != null) {
                        throw refused("Row " + row + " is chosen twice.");
                    }
                }
            }
        }
        return new ImportChoices(byRow);
    }

    private static Choice choice(String what, @Nullable String other) {
        if (other == null) {
            if (what.equals(Choice.Omit.WIRE)) {
                return new Choice.Omit();
            }
            throw refused("“" + what + "” is no choice without a question.");
        }
        if (what.equals(Choice.Merge.WIRE)) {
            return new Choice.Merge(other);
        }
        return Arrays.stream(LinkKind.values())
                .filter(kind -> kind.wire().equals(what))
                .findFirst()
                .map(kind -> new Choice.Link(kind, other))
                .orElseThrow(() -> refused("“" + what + "” is no choice with a question."));
    }

    private static ProblemException refused(String why) {
        return ProblemException.invalid(
                HEADER,
                why
                        + " For a row, say omit, related:ID, duplicate-of:ID or merge:ID, as in"
                        + " \"3-5=omit, 7=related:an-id\".");
    }

    /** What is wanted of a row; null when it is simply taken over. */
    @Nullable Choice of(int row) {
        return byRow.get(row);
    }

    /** The first of the rows that a file of so many does not have. */
    List<Integer> beyond(int rows) {
        return byRow.keySet().stream()
                .filter(row -> row > rows)
                .sorted()
                .limit(MOST_BEYOND)
                .toList();
    }
}
