package io.greenroom.catalog.search;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.platform.event.Signals;
import io.greenroom.platform.telemetry.Restrictions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps this instance's {@link Corpus} the same as what the database offers: read whole at start,
 * then told of every commit that changes what is offered (a trigger sends the signal, so it does
 * not matter who writes). Whenever signals may have been missed, all is compared.
 *
 * <p>What questions mean is computed behind it, one question at a time, and stored, so that it is
 * done once for all instances and starts. Until then they are found by their words.
 */
@ApplicationScoped
class SearchIndex {
    private static final Logger LOG = Logger.getLogger(SearchIndex.class);
    private static final String CHANNEL = "search";

    /** After the packs of the content directory are taken over. */
    private static final int LATE = 5_000;

    /** Read from the database; each takes some ten kilobytes until it is indexed. */
    private static final int AT_ONCE = 500;

    /** When more than this changed, everything is read anew. */
    private static final int MANY = 5_000;

    private static final int MOST_SEGMENTS = 48;
    private static final int MEANINGS_AT_ONCE = 20;
    private static final int RETRY_SECONDS = 1;

    private final Rows rows;
    private final Meaning meaning;
    private final boolean withMeaning;
    private final Thesaurus thesaurus;
    private final Names topics = new Names();
    private final Names companies = new Names();

    /** Of all words of questions and synonyms. */
    private final Map<String, String> lexemes = new ConcurrentHashMap<>();

    private final ScheduledExecutorService keeper = single("search-index");
    private final ScheduledExecutorService reader = single("search-meaning");
    private volatile Corpus corpus = new Corpus.Building().done();
    private volatile boolean closed;

    @Inject
    SearchIndex(
            Pool pool,
            Meaning meaning,
            SearchSettings settings,
            @ConfigProperty(name = "greenroom.content.directory") Path content) {
        this.rows = new Rows(pool, topics, companies);
        this.meaning = meaning;
        this.withMeaning = settings.meaning();
        this.thesaurus = Thesaurus.read(content.resolve("search/synonyms.yaml"));
    }

    private static ScheduledExecutorService single(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                work -> {
                    var thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    void onStart(
            @Observes @Priority(LATE) StartupEvent event,
            Signals signals,
            Restrictions restrictions) {
        begin();
        signals.listen(CHANNEL, this::told);
        restrictions.watch("meaning", () -> withMeaning && !meaning.isLoaded());
        readMeanings();
    }

    /** Reads all that is offered. */
    void begin() {
        CompletableFuture.runAsync(this::load, keeper).join();
    }

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        closed = true;
        keeper.shutdownNow();
        reader.shutdownNow();
    }

    Corpus corpus() {
        return corpus;
    }

    Thesaurus thesaurus() {
        return thesaurus;
    }

    Names topics() {
        return topics;
    }

    Names companies() {
        return companies;
    }

    /** Of words that stand in questions or synonyms; "" of those without meaning. */
    Map<String, String> lexemes() {
        return lexemes;
    }

    /** Whether texts can be compared by meaning without waiting for the model. */
    boolean knowsMeaning() {
        return withMeaning && meaning.isLoaded();
    }

    private void told(String ids) {
        later(ids.isEmpty() ? this::compare : () -> refresh(List.of(ids.split(","))), 0);
    }

    private void later(Runnable work, int seconds) {
        if (closed) {
            return;
        }
        keeper.schedule(
                () -> {
                    try {
                        work.run();
                        readMeanings();
                    } catch (RuntimeException e) {
                        if (!closed) {
                            LOG.warnf("Search is behind, and looks again: %s", e.toString());
                            later(this::compare, RETRY_SECONDS);
                        }
                    }
                },
                seconds,
                TimeUnit.SECONDS);
    }

    private void load() {
        var all = new Corpus.Building();
        var last = "";
        List<Corpus.Indexed> some;
        do {
            some = rows.after(last, AT_ONCE);
            if (!some.isEmpty()) {
                learn(some);
                all.add(some);
                last = some.getLast().entry().id();
            }
        } while (some.size() == AT_ONCE);
        learn(thesaurus.written().stream().flatMap(one -> Typed.words(one).stream()));
        corpus = all.done();
    }

    /** Finds out what changed, and takes it over. */
    private void compare() {
        var changed = new HashSet<>(corpus.ids());
        for (var offered : rows.offered()) {
            var known = corpus.entry(offered.id());
            if (known != null
                    && known.summary().version() == offered.version()
                    && (known.meaning() != null || !offered.hasMeaning())) {
                changed.remove(offered.id());
            } else {
                changed.add(offered.id());
            }
        }
        refresh(changed);
    }

    private void refresh(Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        if (ids.size() > MANY || corpus.segments() > MOST_SEGMENTS) {
            load();
            return;
        }
        var all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            refreshSome(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }

    private void refreshSome(List<String> ids) {
        var offered = new ArrayList<Corpus.Indexed>();
        var gone = new HashSet<>(ids);
        for (var one : rows.questions(ids)) {
            gone.remove(one.entry().id());
            var known = corpus.entry(one.entry().id());
            if (known == null || !sameText(known, one.entry())) {
                offered.add(one);
            } else {
                var vector = one.entry().meaning();
                if (vector != null) {
                    corpus.means(known, vector);
                }
            }
        }
        gone.removeIf(id -> corpus.entry(id) == null);
        if (!offered.isEmpty() || !gone.isEmpty()) {
            learn(offered);
            corpus = corpus.with(gone, offered);
        }
    }

    private static boolean sameText(Entry known, Entry read) {
        return known.summary().equals(read.summary());
    }

    private void learn(List<Corpus.Indexed> questions) {
        learn(questions.stream().flatMap(one -> Arrays.stream(one.entry().words())));
    }

    private void learn(Stream<String> words) {
        Set<String> unknown =
                words.filter(word -> !lexemes.containsKey(word)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            lexemes.putAll(rows.lexemes(unknown));
            if (withMeaning && !closed) {
                reader.execute(() -> learnMeanings(unknown));
            }
        }
    }

    /** So that who searches for words of ours need not wait for the model. */
    private void learnMeanings(Set<String> words) {
        try {
            meaning.learn(words);
        } catch (RuntimeException e) {
            LOG.warnf("Searches for new words take a little longer: %s", e.toString());
        }
    }

    /** Computes, in the background, what questions mean of which that isn't known yet. */
    void readMeanings() {
        if (withMeaning && !closed) {
            reader.execute(this::readSomeMeanings);
        }
    }

    /** Half of it is what its title and topics mean, however long the prompt is. */
    private float[] meaning(Rows.Text text) {
        var about = meaning.of(text.about());
        var prompt = meaning.of(text.prompt());
        var both = new float[about.length];
        double length = 0;
        for (int i = 0; i < both.length; i++) {
            both[i] = about[i] + prompt[i];
            length += both[i] * both[i];
        }
        for (int i = 0; i < both.length; i++) {
            both[i] = (float) (both[i] / Math.sqrt(length));
        }
        return both;
    }

    private void readSomeMeanings() {
        try {
            if (!meaning.isLoaded()) {
                meaning.of("");
            }
            var texts = rows.withoutMeaning(MEANINGS_AT_ONCE);
            while (!texts.isEmpty() && !closed) {
                for (var text : texts) {
                    rows.remember(text, meaning(text));
                }
                texts = rows.withoutMeaning(MEANINGS_AT_ONCE);
            }
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warnf("Questions are not found by meaning yet: %s", e.toString());
                reader.schedule(this::readSomeMeanings, RETRY_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
