package io.greenroom.catalog.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody may be about to type: topics, companies, terms of the field, titles. */
final class Suggestions {
    private static final int TOPICS = 3;
    private static final int COMPANIES = 2;
    private static final int QUERIES = 3;
    private static final int QUESTIONS = 5;

    /** What a suggestion stands for. */
    enum Kind {
        TOPIC,
        COMPANY,
        QUERY,
        QUESTION;

        @com.fasterxml.jackson.annotation.JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param text as it is shown
     * @param id of the topic, company or question
     * @param slug of the question
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Suggestion(Kind kind, String text, @Nullable String id, @Nullable String slug) {}

    private final Corpus corpus;
    private final Thesaurus thesaurus;
    private final Names topics;
    private final Names companies;

    Suggestions(Corpus corpus, Thesaurus thesaurus, Names topics, Names companies) {
        this.corpus = corpus;
        this.thesaurus = thesaurus;
        this.topics = topics;
        this.companies = companies;
    }

    List<Suggestion> of(String typed) {
        var words = Typed.words(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        var suggestions = new ArrayList<Suggestion>();
        named(topics, words, entry -> entry.summary().topics(), TOPICS)
                .forEach(id -> suggestions.add(named(Kind.TOPIC, id)));
        named(companies, words, entry -> entry.summary().companies(), COMPANIES)
                .forEach(id -> suggestions.add(named(Kind.COMPANY, id)));
        queries(words)
                .forEach(text -> suggestions.add(new Suggestion(Kind.QUERY, text, null, null)));
        Stream.of(corpus.all())
                .flatMapToInt(java.util.Arrays::stream)
                .mapToObj(corpus::entry)
                .filter(entry -> begin(entry.sortTitle(), words))
                .sorted(
                        Comparator.comparing(
                                        (Entry entry) ->
                                                !entry.sortTitle().startsWith(words.getFirst()))
                                .thenComparing(Entry::sortTitle))
                .limit(QUESTIONS)
                .map(Entry::summary)
                .forEach(
                        one ->
                                suggestions.add(
                                        new Suggestion(
                                                Kind.QUESTION, one.title(), one.id(), one.slug())));
        return suggestions;
    }

    private static Suggestion named(Kind kind, String id) {
        return new Suggestion(kind, id.replace('-', ' '), id, null);
    }

    /** Those that questions have now: a name outlives its last question in {@link Names}. */
    private List<String> named(
            Names names, List<String> words, Function<Entry, List<String>> of, int most) {
        var fitting = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.name(i);
            if (begin(name.replace('-', ' '), words)) {
                fitting.add(name);
            }
        }
        if (fitting.isEmpty()) {
            return fitting;
        }
        var offered = new LinkedHashSet<String>();
        for (int number : corpus.all()) {
            of.apply(corpus.entry(number)).stream().filter(fitting::contains).forEach(offered::add);
            if (offered.size() == fitting.size()) {
                break;
            }
        }
        return offered.stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(one -> one))
                .limit(most)
                .toList();
    }

    /** Terms of the field, and the last word completed. */
    private List<String> queries(List<String> words) {
        var queries = new LinkedHashSet<String>();
        thesaurus.written().stream()
                .filter(term -> begin(term.toLowerCase(Locale.ROOT), words))
                .sorted(Comparator.comparingInt(String::length))
                .limit(QUERIES)
                .forEach(queries::add);
        var before = String.join(" ", words.subList(0, words.size() - 1));
        for (var word : corpus.vocabulary().beginningWith(words.getLast(), QUERIES + 1)) {
            if (!word.equals(words.getLast())) {
                queries.add((before + " " + word).strip());
            }
        }
        return queries.stream().limit(QUERIES).toList();
    }

    /** Whether each of the words begins one of the text's, in any order. */
    private static boolean begin(String text, List<String> words) {
        for (var word : words) {
            int at = text.indexOf(word);
            while (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
                at = text.indexOf(word, at + 1);
            }
            if (at < 0) {
                return false;
            }
        }
        return true;
    }
}
