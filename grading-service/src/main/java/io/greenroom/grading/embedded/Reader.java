package io.greenroom.grading.embedded;

import io.greenroom.platform.embedding.TextModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Reads texts with two models: BGE-small, which knows best what a clause is about, and MiniLM,
 * whose word pieces align best. They are loaded on first use; vectors of clauses seen lately are
 * kept.
 */
final class Reader {
    static final String BROAD = "bge-small-en-v1.5-q";
    static final String FINE = "all-minilm-l6-v2-q";

    /** About 1.5 kB each. */
    private static final int KEPT = 8_000;

    /** Clauses are far shorter; a run-on line is cut here. */
    private static final int LONGEST_CHARACTERS = 1_200;

    private record Loaded(List<TextModel> models, Vocabulary vocabulary) {}

    private record Key(int model, String text) {}

    private final Executor executor;
    private final Supplier<Loaded> loaded;
    private final Map<Key, float[]> cache;

    /**
     * @param executor runs the models' work side by side
     */
    Reader(Executor executor) {
        this(executor, KEPT);
    }

    /**
     * @param kept vectors that are kept
     */
    Reader(Executor executor, int kept) {
        this.executor = executor;
        this.cache =
                new LinkedHashMap<>(256, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
                        return size() > kept;
                    }
                };
        this.loaded =
                new Supplier<>() {
                    private @org.jspecify.annotations.Nullable Loaded once;

                    @Override
                    public synchronized Loaded get() {
                        if (once == null) {
                            once =
                                    new Loaded(
                                            List.of(
                                                    TextModel.load(BROAD, TextModel.Pooling.FIRST),
                                                    TextModel.load(FINE, TextModel.Pooling.MEAN)),
                                            new Vocabulary(BROAD));
                        }
                        return once;
                    }
                };
    }

    /** The models' names, for provenance. */
    static String models() {
        return BROAD + "+" + FINE;
    }

    Vocabulary vocabulary() {
        return loaded.get().vocabulary();
    }

    /** A text to be read as clauses. */
    record Piece(String text, boolean part) {}

    /** Reads a text whole and by the given clauses. */
    Reading read(String text, List<Piece> pieces) {
        var clauses = clauses(pieces.isEmpty() ? List.of(new Piece(text, false)) : pieces);
        return read(text, clauses, vocabulary());
    }

    /** Reads a text whose clauses were read before. */
    Reading join(String text, List<Reading.Clause> clauses) {
        return read(text, clauses, vocabulary());
    }

    private Reading read(String text, List<Reading.Clause> clauses, Vocabulary vocabulary) {
        var models = loaded.get().models();
        var senses =
                models.stream()
                        .map(
                                model ->
                                        CompletableFuture.supplyAsync(
                                                () -> model.encode(text), executor))
                        .toList();
        return new Reading(
                text,
                senses.stream()
                        .map(CompletableFuture::join)
                        .map(encoded -> Reading.Sense.of(encoded, vocabulary))
                        .toList(),
                clauses,
                Reading.Wording.of(text, vocabulary));
    }

    /** One clause a piece, in the same order. */
    List<Reading.Clause> clauses(List<Piece> pieces) {
        int models = loaded.get().models().size();
        var vectors = new ArrayList<List<CompletableFuture<float[]>>>();
        for (var piece : pieces) {
            var text = bounded(piece.text());
            var each = new ArrayList<CompletableFuture<float[]>>();
            for (int model = 0; model < models; model++) {
                each.add(vector(new Key(model, text)));
            }
            vectors.add(each);
        }
        var clauses = new ArrayList<Reading.Clause>();
        for (int i = 0; i < pieces.size(); i++) {
            clauses.add(
                    new Reading.Clause(
                            pieces.get(i).text(),
                            vectors.get(i).stream().map(CompletableFuture::join).toList(),
                            vocabulary().terms(pieces.get(i).text()),
                            pieces.get(i).part()));
        }
        return clauses;
    }

    /** The broader model's vectors of texts, in the same order. */
    List<float[]> vectors(List<String> texts) {
        var vectors = texts.stream().map(text -> vector(new Key(0, bounded(text)))).toList();
        return vectors.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<float[]> vector(Key key) {
        synchronized (cache) {
            var known = cache.get(key);
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
        }
        var model = loaded.get().models().get(key.model());
        return CompletableFuture.supplyAsync(
                () -> {
                    var vector = model.encode(key.text()).whole();
                    synchronized (cache) {
                        cache.put(key, vector);
                    }
                    return vector;
                },
                executor);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_CHARACTERS ? text : text.substring(0, LONGEST_CHARACTERS);
    }
}
