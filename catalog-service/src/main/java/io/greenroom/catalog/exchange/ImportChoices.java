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

    /** As many as are compared with what is here. */
    private static final int MOST = 200;

    private static final Pattern ONE =
            Pattern.compile("([1-9][0-9]{0,4})=([a-z-]+)(?::([a-z0-9]+(?:-[a-z0-9]+)*))?");

    ImportChoices {
        byRow = Map.copyOf(byRow);
    }

    /** Reads "3=omit, 7=related:an-id"; a problem when it cannot be read. */
    static ImportChoices of(@Nullable String header) {
        var byRow = new TreeMap<Integer, Choice>();
        if (header != null && !header.isBlank()) {
            for (var one : header.split(",")) {
                var said = ONE.matcher(one.strip());
                if (!said.matches()) {
                    throw refused("“" + one.strip() + "” is no choice.");
                }
                var choice = choice(said.group(2), said.group(3));
                if (byRow.put(Integer.valueOf(said.group(1)), choice) != null) {
                    throw refused("Row " + said.group(1) + " is chosen twice.");
                }
            }
        }
        if (byRow.size() > MOST) {
            throw refused("Choose for at most " + MOST + " rows.");
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
                        + " \"3=omit, 7=related:an-id\".");
    }

    /** What is wanted of a row; null when it is simply taken over. */
    @Nullable Choice of(int row) {
        return byRow.get(row);
    }

    /** The rows that a file of so many does not have. */
    List<Integer> beyond(int rows) {
        return byRow.keySet().stream().filter(row -> row > rows).sorted().toList();
    }
}
