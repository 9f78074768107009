package io.greenroom.catalog.meaning;

import io.greenroom.platform.embedding.TextModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private final Map<String, float[]> seen =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                    return size() > KEPT;
                }
            };
    private volatile @Nullable TextModel model;

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

    /** Whether the model is there, so that {@link #of} need not load it first. */
    public boolean isLoaded() {
        return model != null;
    }

    /** How alike two vectors are: 1 says the same, about 0 has nothing to do with it. */
    public static double alike(float[] a, float[] b) {
        return TextModel.cosine(a, b);
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
