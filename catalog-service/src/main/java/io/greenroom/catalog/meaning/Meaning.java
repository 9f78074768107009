package io.greenroom.catalog.meaning;

import io.greenroom.platform.embedding.TextModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What texts mean, as vectors of length 1 (384 numbers), by one small language model in this
 * process. It is loaded on first use, which takes about a second; vectors of short texts seen
 * lately are kept. Everything here blocks and computes: never call it on an event loop.
 */
@ApplicationScoped
public class Meaning {
    /** Stored vectors are of one model and can only be compared with its own. */
    public static final String MODEL = "all-minilm-l6-v2-q";

    /** About 2 kB each. */
    private static final int KEPT = 1_000;

    private static final int SHORT = 300;

    /** A quarter of a kilobyte each; words beyond these are read by the model each time. */
    private static final int LEARNT = 50_000;

    private final Map<String, float[]> seen =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                    return size() > KEPT;
                }
            };
    private final Map<String, Coarse> learnt = new ConcurrentHashMap<>();
    private volatile @Nullable TextModel model;
    private volatile @Nullable Pieces pieces;

    /** The vector of a text; a few milliseconds for a sentence. Never change what it returns. */
    public float[] of(String text) {
        if (text.length() > SHORT) {
            return model().encode(text).whole();
        }
        synchronized (seen) {
            var known = seen.get(text);
            if (known != null) {
                return known;
            }
        }
        var vector = model().encode(text).whole();
        synchronized (seen) {
            seen.put(text, vector);
        }
        return vector;
    }

    /**
     * Nearly what {@link #of} says of a text of some words, in some microseconds; null when it has
     * a word that is neither made of known pieces nor {@linkplain #learn learnt}.
     */
    public float @Nullable [] quickly(String text) {
        var known = pieces();
        var sum = new float[TextModel.SIZE];
        var all = model().pieces(text);
        if (known.know(all)) {
            known.add(all, sum);
        } else {
            for (var word : text.split(" ")) {
                var own = model().pieces(word);
                var vector = learnt.get(word);
                if (vector != null) {
                    vector.addTo(sum);
                } else if (known.know(own)) {
                    known.add(own, sum);
                } else {
                    return null;
                }
            }
        }
        double length = Math.sqrt(TextModel.cosine(sum, sum));
        if (length == 0) {
            return null;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (sum[i] / length);
        }
        return sum;
    }

    /**
     * Reads, once, words that have pieces which are not known, so that {@link #quickly} knows them;
     * takes a millisecond for each.
     */
    public void learn(Collection<String> words) {
        var known = pieces();
        for (var word : words) {
            if (learnt.size() < LEARNT
                    && !learnt.containsKey(word)
                    && !known.know(model().pieces(word))) {
                learnt.put(word, Coarse.of(model().encode(word).whole()));
            }
        }
    }

    /** Whether the model is there, so that {@link #of} need not load it first. */
    public boolean isLoaded() {
        return model != null;
    }

    /** How alike two vectors are: 1 says the same, about 0 has nothing to do with it. */
    public static double alike(float[] a, float[] b) {
        return TextModel.cosine(a, b);
    }

    private Pieces pieces() {
        var known = pieces;
        if (known == null) {
            known = Pieces.read();
            pieces = known;
        }
        return known;
    }

    private TextModel model() {
        var loaded = model;
        if (loaded == null) {
            synchronized (this) {
                loaded = model;
                if (loaded == null) {
                    loaded = TextModel.load(MODEL, TextModel.Pooling.MEAN);
                    model = loaded;
                }
            }
        }
        return loaded;
    }
}
