package io.greenroom.grading.embedded;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * BGE-small, quantized, in this process. The model is loaded on first use (about a second); vectors
 * of texts seen lately are kept.
 */
final class OnnxEmbedder implements Embedder {
    /** About 1.5 kB each. */
    private static final int KEPT = 8_000;

    /** The model reads about 510 tokens; a passage is far shorter, a run-on line is cut here. */
    private static final int LONGEST_CHARACTERS = 1_200;

    private final Executor executor;
    private final Map<String, float[]> cache =
            new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                    return size() > KEPT;
                }
            };
    private @Nullable EmbeddingModel model;

    /**
     * @param executor runs the model's work side by side
     */
    OnnxEmbedder(Executor executor) {
        this.executor = executor;
    }

    @Override
    public String model() {
        return "bge-small-en-v1.5-q";
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        var keys = texts.stream().map(OnnxEmbedder::bounded).toList();
        var vectors = new LinkedHashMap<String, float[]>();
        var missing = new ArrayList<String>();
        synchronized (cache) {
            for (var key : keys) {
                var vector = cache.get(key);
                if (vector != null) {
                    vectors.put(key, vector);
                } else if (!missing.contains(key)) {
                    missing.add(key);
                }
            }
        }
        if (!missing.isEmpty()) {
            List<Embedding> embedded =
                    loaded().embedAll(missing.stream().map(TextSegment::from).toList()).content();
            synchronized (cache) {
                for (int i = 0; i < missing.size(); i++) {
                    var vector = normalized(embedded.get(i).vector());
                    vectors.put(missing.get(i), vector);
                    cache.put(missing.get(i), vector);
                }
            }
        }
        var result = new ArrayList<float[]>(keys.size());
        for (var key : keys) {
            var vector = vectors.get(key);
            if (vector == null) {
                throw new IllegalStateException("The model left a text out");
            }
            result.add(vector);
        }
        return result;
    }

    private synchronized EmbeddingModel loaded() {
        if (model == null) {
            model = new BgeSmallEnV15QuantizedEmbeddingModel(executor);
        }
        return model;
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_CHARACTERS ? text : text.substring(0, LONGEST_CHARACTERS);
    }

    private static float[] normalized(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += x * (double) x;
        }
        double length = Math.sqrt(sum);
        var unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
