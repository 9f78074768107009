package io.greenroom.catalog.search;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.QuestionSummary;
import io.greenroom.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds published questions, those like one, and what somebody may be about to type. */
@ApplicationScoped
class SearchQuestions {
    /** Abbreviations up to this long mean nothing to a language model: it gets them in full. */
    private static final int ABBREVIATION = 6;

    /** Lexemes of words that stand in no question, so that each is asked for once. */
    private static final int STRANGE_WORDS = 5_000;

    /** Of which it is kept what is nearest to them: half a kilobyte each. */
    private static final int SEARCHES = 1_000;

    private final SearchIndex index;
    private final Meaning meaning;
    private final Pool pool;
    private final Map<String, String> strange = lately(STRANGE_WORDS);
    private final Map<Asked, Near> near = lately(SEARCHES);

    private record Asked(String text, Ranking.Choices choices) {}

    /**
     * What was nearest to a text; does not keep questions in memory that were replaced.
     *
     * @param meanings how many were known
     */
    private record Near(WeakReference<Corpus> corpus, int meanings, Corpus.Hits hits) {}

    @Inject
    SearchQuestions(SearchIndex index, Meaning meaning, Pool pool) {
        this.index = index;
        this.meaning = meaning;
        this.pool = pool;
    }

    private static <K, V> Map<K, V> lately(int most) {
        return Collections.synchronizedMap(
                new LinkedHashMap<>(64, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > most;
                    }
                });
    }

    Uni<Ranking.Found> find(SearchQuery query, PageRequest page) {
        return find(query, page, Ranking.Choices.DEFAULT, true);
    }

    /**
     * @param byMeaning whether questions may also be found by what they mean
     */
    Uni<Ranking.Found> find(
            SearchQuery query, PageRequest page, Ranking.Choices choices, boolean byMeaning) {
        return read(query.words(), choices, byMeaning)
                .map(
                        read ->
                                read.ranking()
                                        .find(
                                                query,
                                                read.wanted(),
                                                read.withAll(),
                                                read.byMeaning(),
                                                page));
    }

    /** All that is found, in no order. */
    Uni<Set<String>> ids(String words) {
        return read(words, Ranking.Choices.DEFAULT, true)
                .map(
                        read ->
                                read.ranking()
                                        .ids(
                                                SearchQuery.of(words),
                                                read.wanted(),
                                                read.withAll(),
                                                read.byMeaning()));
    }

    /** What was typed, understood; and what ranks the questions that there are now. */
    private record Read(
            Ranking ranking, Wanted wanted, Corpus.Hits withAll, Corpus.@Nullable Hits byMeaning) {}

    private Uni<Read> read(String words, Ranking.Choices choices, boolean byMeaning) {
        var parts = Typed.parts(words);
        return lexemes(parts)
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(
                        lexemes -> {
                            var corpus = index.corpus();
                            var wanted =
                                    new Understanding(corpus, index.thesaurus(), lexemes).of(parts);
                            var ranking =
                                    new Ranking(corpus, index.topics(), index.companies(), choices);
                            var withAll = corpus.withAll(wanted);
                            return new Read(
                                    ranking,
                                    wanted,
                                    withAll,
                                    byMeaning && canMean(parts)
                                            ? nearest(
                                                    corpus,
                                                    ranking,
                                                    withAll.size() > 0,
                                                    new Asked(readable(parts, wanted), choices))
                                            : null);
                        });
    }

    Uni<List<Suggestions.Suggestion>> suggestions(String typed) {
        return Uni.createFrom()
                .item(
                        () ->
                                new Suggestions(
                                                index.corpus(),
                                                index.thesaurus(),
                                                index.topics(),
                                                index.companies())
                                        .of(typed))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    /** Empty when no published question has that id or slug. */
    Uni<Optional<List<QuestionSummary>>> similar(String idOrSlug, int most) {
        return Uni.createFrom()
                .item(
                        () -> {
                            var corpus = index.corpus();
                            int number = corpus.number(idOrSlug);
                            for (int one : number < 0 ? corpus.all() : new int[0]) {
                                if (corpus.entry(one).summary().slug().equals(idOrSlug)) {
                                    number = one;
                                }
                            }
                            return number < 0
                                    ? Optional.<List<QuestionSummary>>empty()
                                    : Optional.of(
                                            new Ranking(
                                                            corpus,
                                                            index.topics(),
                                                            index.companies(),
                                                            Ranking.Choices.DEFAULT)
                                                    .similar(number, most).stream()
                                                            .map(Entry::summary)
                                                            .toList());
                        })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    /** The lexemes of what was typed; only for words that stand nowhere is the database asked. */
    private Uni<UnaryOperator<String>> lexemes(List<Typed.Part> parts) {
        var known = index.lexemes();
        var own = new HashMap<String, String>();
        var unknown =
                parts.stream()
                        .flatMap(part -> part.words().stream())
                        .filter(word -> !known.containsKey(word))
                        .filter(
                                word -> {
                                    var seen = strange.get(word);
                                    if (seen != null) {
                                        own.put(word, seen);
                                    }
                                    return seen == null;
                                })
                        .distinct()
                        .toArray(String[]::new);
        UnaryOperator<String> lexemes =
                word -> {
                    var lexeme = known.get(word);
                    return lexeme == null ? own.getOrDefault(word, word) : lexeme;
                };
        if (unknown.length == 0) {
            return Uni.createFrom().item(lexemes);
        }
        return pool.preparedQuery(Rows.LEXEMES)
                .execute(Tuple.tuple().addArrayOfString(unknown))
                .map(
                        rows -> {
                            var read = Rows.lexemes(rows);
                            strange.putAll(read);
                            own.putAll(read);
                            return lexemes;
                        });
    }

    private boolean canMean(List<Typed.Part> parts) {
        return !parts.isEmpty()
                && parts.stream().allMatch(part -> part.kind() == Typed.Kind.WORD)
                && index.knowsMeaning();
    }

    /** Filters and pages of one search ask the same again and again. */
    private Corpus.Hits nearest(Corpus corpus, Ranking ranking, boolean foundByWords, Asked asked) {
        var known = near.get(asked);
        int meanings = corpus.meanings();
        if (known == null || !known.corpus().refersTo(corpus) || known.meanings() != meanings) {
            known =
                    new Near(
                            new WeakReference<>(corpus),
                            meanings,
                            ranking.nearest(meaning(asked.text(), foundByWords)));
            near.put(asked, known);
        }
        return known.hits();
    }

    /**
     * Where a question holds all the words, meaning only has to add to them, which the quick
     * reading does as well. Where none does, meaning is all there is, and the model reads. What
     * filters are set makes no difference, so that they and pages stay within one ranking.
     */
    private float[] meaning(String text, boolean foundByWords) {
        var quick = foundByWords ? meaning.quickly(text) : null;
        return quick == null ? meaning.of(text) : quick;
    }

    /** What was typed as a language model can read it: corrected, abbreviations in full. */
    static String readable(List<Typed.Part> parts, Wanted wanted) {
        var corrected = new HashMap<String, String>();
        wanted.corrected().forEach(change -> corrected.put(change.from(), change.to()));
        var text = new StringBuilder();
        parts.stream()
                .flatMap(part -> part.words().stream())
                .map(word -> corrected.getOrDefault(word, word))
                .forEach(word -> text.append(word).append(' '));
        wanted.groups().stream()
                .filter(
                        group ->
                                group.typed().length() <= ABBREVIATION && !group.others().isEmpty())
                .map(group -> group.others().getFirst().text())
                .filter(full -> full.length() > ABBREVIATION)
                .forEach(full -> text.append(full).append(' '));
        return text.toString().strip();
    }
}
