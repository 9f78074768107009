package io.greenroom.platform.deadletter;

import io.greenroom.platform.event.PoisonEventException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why an event could not be processed, in words that hold no value of it.
 *
 * @param id the same for dead letters that can be expected to live or die together
 * @param failure the exception's simple name
 * @param text its message, at most 300 characters
 */
record Cause(String id, String failure, String text) {
    private static final int LONGEST = 300;

    /** Our own messages never quote an event. Those of others do: PostgreSQL tells whole rows. */
    private static final String OURS = PoisonEventException.class.getName();

    private static final Pattern ROWS =
            Pattern.compile("(?is)(failing row contains|detail\\W|\\bkey \\().*");
    private static final Pattern QUOTED =
            Pattern.compile("(?s)\"[^\"]*\"|'[^']*'|`[^`]*`|“[^”]*”|\\[[^\\]]*]|\\{[^}]*}");
    private static final Pattern NUMBERS =
            Pattern.compile("\\b(?=[0-9a-fA-F-]*[0-9])[0-9a-fA-F-]{4,}\\b|\\d+");

    static Cause of(
            String topic, @Nullable String type, @Nullable String failure, @Nullable String text) {
        String name = failure == null ? "unknown" : failure.replaceFirst("^.*[.$]", "");
        String said = text(failure, text == null ? "" : text);
        return new Cause(id(topic, type, name, NUMBERS.matcher(said).replaceAll("#")), name, said);
    }

    /** The message without anything that may be a value of the event. */
    static String text(@Nullable String failure, String message) {
        String text = message;
        if (!OURS.equals(failure)) {
            text = ROWS.matcher(text).replaceFirst("…");
            text = QUOTED.matcher(text).replaceAll("…");
        }
        text = text.replace('\0', ' ').strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String id(String topic, @Nullable String type, String failure, String text) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    String.join("\n", topic, String.valueOf(type), failure, text)
                                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
