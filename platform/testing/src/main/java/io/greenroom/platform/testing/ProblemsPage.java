package io.greenroom.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code docs/problems.md}, held equal to the enums of problem types. */
public final class ProblemsPage {
    private ProblemsPage() {}

    /**
     * The section lists just these problems, in the order of the enum.
     *
     * @param section its heading, e.g. {@code session-service}
     * @param rows slug, status and title of each constant, as {@link #row} writes them
     */
    public static void assertLists(Path page, String section, Stream<String> rows) {
        assertThat(rowsOf(page, section)).isEqualTo(rows.toList());
    }

    public static String row(String slug, int status, String title) {
        return "| `%s` | %d | %s |".formatted(slug, status, title);
    }

    private static List<String> rowsOf(Path page, String section) {
        try {
            String text = Files.readString(page);
            int start = text.indexOf("\n## " + section + "\n");
            assertThat(start).as("a section %s", section).isPositive();
            int end = text.indexOf("\n## ", start + 1);
            return text.substring(start, end < 0 ? text.length() : end)
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    // The last column explains and is free.
                    .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
