package io.greenroom.catalog.search;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What other features may ask of the questions that search holds in memory. */
@ApplicationScoped
public class OfferedQuestions {
    private final SearchIndex index;
    private final SearchQuestions search;

    /** The counts of a corpus, which never changes in what is counted. */
    private volatile @Nullable Counted counted;

    private record Counted(WeakReference<Corpus> corpus, Tally tally) {}

    /**
     * How many questions there are.
     *
     * @param minutes by topic, all together
     */
    public record Tally(
            Map<String, Long> topics,
            Map<String, Long> minutes,
            Map<String, Long> companies,
            Map<String, Long> rounds) {
        public Tally {
            topics = Map.copyOf(topics);
            minutes = Map.copyOf(minutes);
            companies = Map.copyOf(companies);
            rounds = Map.copyOf(rounds);
        }
    }

    @Inject
    OfferedQuestions(SearchIndex index, SearchQuestions search) {
        this.index = index;
        this.search = search;
    }

    /** The ids of all questions that a search for words finds, whatever their filters. */
    public Uni<Set<String>> idsFoundBy(String words) {
        return search.ids(words);
    }

    /** Counts everything on offer; at once, except after a change, when it takes milliseconds. */
    public Tally tally() {
        var corpus = index.corpus();
        var known = counted;
        if (known == null || !known.corpus().refersTo(corpus)) {
            known = new Counted(new WeakReference<>(corpus), tally(corpus));
            counted = known;
        }
        return known.tally();
    }

    private Tally tally(Corpus corpus) {
        var all = corpus.all();
        var topics = new long[index.topics().size()];
        var minutes = new long[topics.length];
        var companies = new long[index.companies().size()];
        var rounds = new LinkedHashMap<String, Long>();
        for (int number : all) {
            var entry = corpus.entry(number);
            for (int topic : entry.topics()) {
                topics[topic]++;
                minutes[topic] += entry.summary().minutes();
            }
            for (int company : entry.companies()) {
                companies[company]++;
            }
            rounds.merge(entry.summary().round().wire(), 1L, Long::sum);
        }
        return new Tally(
                named(topics, index.topics()::name),
                named(minutes, index.topics()::name),
                named(companies, index.companies()::name),
                rounds);
    }

    private static Map<String, Long> named(long[] counts, IntFunction<String> name) {
        var named = new LinkedHashMap<String, Long>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                named.put(name.apply(i), counts[i]);
            }
        }
        return named;
    }
}
