package io.greenroom.catalog.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes of what was typed what is looked for: lexemes, corrections, synonyms. */
final class Understanding {
    private static final int LETTERS_TO_COMPLETE = 3;
    private static final int COMPLETIONS = 20;

    private final Corpus corpus;
    private final Thesaurus thesaurus;
    private final UnaryOperator<String> lexemes;

    /**
     * @param lexemes of a word its lexeme, or "" when it has no meaning
     */
    Understanding(Corpus corpus, Thesaurus thesaurus, UnaryOperator<String> lexemes) {
        this.corpus = corpus;
        this.thesaurus = thesaurus;
        this.lexemes = lexemes;
    }

    Wanted of(List<Typed.Part> parts) {
        var groups = new ArrayList<Wanted.Group>();
        var excluded = new ArrayList<Wanted.Group>();
        var unknown = new ArrayList<String>();
        var corrected = new ArrayList<Wanted.Change>();
        var words = new ArrayList<String>();
        var typed = new ArrayList<String>();
        for (var part : parts) {
            switch (part.kind()) {
                case WORD -> {
                    var word = part.words().getFirst();
                    typed.add(word);
                    words.add(corrected(word, corrected));
                }
                case PHRASE ->
                        groups.add(
                                new Wanted.Group(
                                        String.join(" ", part.words()),
                                        List.of(),
                                        List.of(phrase(part.words()))));
                case EXCLUDED -> {
                    var lexeme = lexeme(part.words().getFirst());
                    if (!lexeme.isEmpty()) {
                        excluded.add(
                                new Wanted.Group(
                                        part.words().getFirst(), List.of(lexeme), List.of()));
                    }
                }
            }
        }
        int at = 0;
        while (at < words.size()) {
            var match = thesaurus.at(words, at);
            int count = match.map(Thesaurus.Match::words).orElse(1);
            var own = words.subList(at, at + count);
            var known = new LinkedHashSet<String>();
            own.stream().map(this::lexeme).filter(one -> !one.isEmpty()).forEach(known::add);
            var others = new ArrayList<Wanted.Phrase>();
            match.ifPresent(
                    found ->
                            found.same().stream()
                                    .map(this::phrase)
                                    .filter(phrase -> !phrase.lexemes().isEmpty())
                                    .forEach(others::add));
            if (count == 1 && !known.isEmpty() && !corpus.knows(known.getFirst())) {
                others.addAll(completions(own.getFirst()));
                if (others.isEmpty()) {
                    unknown.add(typed.get(at));
                }
            }
            if (!known.isEmpty()) {
                groups.add(
                        new Wanted.Group(
                                String.join(" ", typed.subList(at, at + count)),
                                List.copyOf(known),
                                others));
            }
            at += count;
        }
        return new Wanted(distinct(groups), excluded, unknown, corrected);
    }

    /**
     * As PostgreSQL has it: a word that is typed twice counts once, and words are in byte order.
     */
    private static List<Wanted.Group> distinct(List<Wanted.Group> groups) {
        var seen = new LinkedHashSet<List<String>>();
        return groups.stream()
                .filter(group -> group.words().isEmpty() || seen.add(group.words()))
                .sorted((a, b) -> first(a).compareTo(first(b)))
                .toList();
    }

    private static String first(Wanted.Group group) {
        return group.words().isEmpty()
                ? group.others().getFirst().lexemes().stream().findFirst().orElse("")
                : group.words().getFirst();
    }

    /** The word itself when it is known, or the beginning of known ones. */
    private String corrected(String word, List<Wanted.Change> changes) {
        var lexeme = lexeme(word);
        if (lexeme.isEmpty()
                || corpus.knows(lexeme)
                || thesaurus.at(List.of(word), 0).isPresent()
                || !completions(word).isEmpty()) {
            return word;
        }
        var nearest = corpus.vocabulary().nearest(word);
        nearest.ifPresent(known -> changes.add(new Wanted.Change(word, known)));
        return nearest.orElse(word);
    }

    private List<Wanted.Phrase> completions(String word) {
        if (word.length() < LETTERS_TO_COMPLETE) {
            return List.of();
        }
        return corpus.vocabulary().beginningWith(word, COMPLETIONS).stream()
                .filter(known -> !known.equals(word))
                .map(known -> phrase(List.of(known)))
                .filter(phrase -> !phrase.lexemes().isEmpty())
                .toList();
    }

    private Wanted.Phrase phrase(List<String> words) {
        var own = new ArrayList<String>();
        var offsets = new ArrayList<Integer>();
        for (int i = 0; i < words.size(); i++) {
            var lexeme = lexeme(words.get(i));
            if (!lexeme.isEmpty()) {
                own.add(lexeme);
                offsets.add(i);
            }
        }
        if (!offsets.isEmpty()) {
            int first = offsets.getFirst();
            offsets.replaceAll(offset -> offset - first);
        }
        return new Wanted.Phrase(String.join(" ", words), own, offsets);
    }

    private String lexeme(String word) {
        return lexemes.apply(word);
    }
}
