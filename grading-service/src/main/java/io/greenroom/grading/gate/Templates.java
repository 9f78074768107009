package io.greenroom.grading.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sentences that attacks are made of, by family, with slots to be filled. */
public final class Templates {
    private static final String CURRENT = "/grading/gates/attacks-1.txt";

    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    private Templates() {}

    /** Those that every evaluation uses. */
    public static Templates current() {
        return of(CURRENT);
    }

    /** Those of a resource. */
    public static Templates of(String resource) {
        var stream = Templates.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException(resource + " is missing");
        }
        var templates = new Templates();
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> family = new ArrayList<>();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.matches("\\[[a-z-]+]")) {
                    family = new ArrayList<>();
                    templates.lines.put(line.substring(1, line.length() - 1), family);
                } else if (!line.startsWith("# ") && !line.isEmpty()) {
                    family.add(line.replace("\\n", "\n").replace("\\t", "\t"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }

    /** All lines of a family; none where it is not known. */
    List<String> all(String family) {
        return lines.getOrDefault(family, List.of());
    }

    /** One line of the family with its slots filled. */
    String one(String family, Map<String, String> slots, Random random) {
        var choices = all(family);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("No templates of " + family);
        }
        return filled(choices.get(random.nextInt(choices.size())), slots, random);
    }

    private String filled(String template, Map<String, String> slots, Random random) {
        var text = template;
        // Orders have a slot themselves, so they come first.
        for (var slot : List.of("order", "grader", "mark")) {
            if (text.contains("{" + slot + "}") && !all(slot).isEmpty()) {
                var choices = all(slot);
                text = text.replace("{" + slot + "}", choices.get(random.nextInt(choices.size())));
            }
        }
        for (var slot : slots.entrySet()) {
            text = text.replace("{" + slot.getKey() + "}", slot.getValue());
        }
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
