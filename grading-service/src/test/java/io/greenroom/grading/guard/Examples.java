package io.greenroom.grading.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Sentences made of the sections of {@code guard/examples-1.txt}. */
final class Examples {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    static Examples read(Path file) throws IOException {
        var examples = new Examples();
        List<String> section = new ArrayList<>();
        for (var line : Files.readAllLines(file)) {
            if (line.matches("\\[[a-z]+]")) {
                section = new ArrayList<>();
                examples.sections.put(line.substring(1, line.length() - 1), section);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                section.add(line);
            }
        }
        return examples;
    }

    List<String> all(String section) {
        return sections.getOrDefault(section, List.of());
    }

    /**
     * Different sentences of a section.
     *
     * @param topics what a question is about, for the slot of that name
     */
    Set<String> some(String section, int each, List<String> topics, Random random) {
        var sentences = new LinkedHashSet<String>();
        for (var template : all(section)) {
            for (int i = 0; i < each; i++) {
                var text =
                        SLOT.matcher(template)
                                .replaceAll(
                                        slot -> {
                                            var choices =
                                                    slot.group(1).equals("topic")
                                                            ? topics
                                                            : all(slot.group(1));
                                            return choices.get(random.nextInt(choices.size()))
                                                    .replace("$", "");
                                        });
                sentences.add(Character.toUpperCase(text.charAt(0)) + text.substring(1));
            }
        }
        return sentences;
    }
}
