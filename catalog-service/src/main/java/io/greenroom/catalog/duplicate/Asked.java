package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.question.DraftContent;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a question asks, and what it wants to hear.
 *
 * @param task title and prompt
 * @param rubric titles and indicators of its criteria; empty when there are none yet
 */
record Asked(String task, String rubric) {
    private static final int LONGEST = 4_000;

    static Asked of(DraftContent content) {
        return new Asked(
                cut(text(content.title()) + ". " + text(content.prompt())),
                cut(
                        content.criteria().stream()
                                .map(
                                        criterion ->
                                                text(criterion.title())
                                                        + ". "
                                                        + String.join(" ", criterion.indicators()))
                                .collect(Collectors.joining(" "))));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
