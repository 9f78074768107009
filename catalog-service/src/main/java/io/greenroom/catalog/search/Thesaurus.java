package io.greenroom.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Abbreviations and synonyms of the field, from {@code content/search/synonyms.yaml}: groups of
 * words and phrases that say the same.
 */
final class Thesaurus {
    private static final Logger LOG = Logger.getLogger(Thesaurus.class);

    /** Words, as {@link Typed} has them, to the groups that they are in. */
    private final Map<List<String>, List<List<String>>> others = new HashMap<>();

    /** As they are written in the file, for suggestions. */
    private final List<String> written = new ArrayList<>();

    private int longest;

    /**
     * @param words how many of the words that were typed it is
     * @param same other ways to say it
     */
    record Match(int words, List<List<String>> same) {}

    private Thesaurus() {}

    /** None, with a line in the log, when the file is missing or broken: search goes on. */
    static Thesaurus read(Path file) {
        var thesaurus = new Thesaurus();
        if (!Files.isRegularFile(file)) {
            LOG.infof("There are no synonyms: %s", file);
            return thesaurus;
        }
        try {
            thesaurus.add(new YAMLMapper().readTree(file.toFile()).path("synonyms"));
        } catch (IOException e) {
            LOG.errorf("The synonyms cannot be read, and search goes on without: %s", e);
        }
        return thesaurus;
    }

    static Thesaurus of(List<List<String>> groups) {
        var thesaurus = new Thesaurus();
        groups.forEach(thesaurus::add);
        return thesaurus;
    }

    private void add(JsonNode groups) {
        for (var group : groups) {
            var phrases = new ArrayList<String>();
            group.forEach(one -> phrases.add(one.asText()));
            add(phrases);
        }
    }

    private void add(List<String> phrases) {
        var group = phrases.stream().map(Typed::words).filter(one -> !one.isEmpty()).toList();
        for (var one : group) {
            longest = Math.max(longest, one.size());
            var same = others.computeIfAbsent(one, key -> new ArrayList<>());
            group.stream()
                    .filter(other -> !other.equals(one) && !same.contains(other))
                    .forEach(same::add);
        }
        written.addAll(phrases);
    }

    List<String> written() {
        return written;
    }

    /** The longest entry that the words begin with, from there on. */
    Optional<Match> at(List<String> words, int from) {
        for (int count = Math.min(longest, words.size() - from); count > 0; count--) {
            var same = others.get(words.subList(from, from + count));
            if (same != null) {
                return Optional.of(new Match(count, same));
            }
        }
        return Optional.empty();
    }
}
