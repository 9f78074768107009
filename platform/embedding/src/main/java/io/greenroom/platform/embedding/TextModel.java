package io.greenroom.platform.embedding;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * A small language model that runs in this process (ONNX). A text is always run by itself: these
 * models are quantized on the fly, so in a batch its vectors would depend on its neighbours.
 */
public final class TextModel {
    /** Length of a vector, of both models. */
    public static final int SIZE = 384;

    /** How the vector of a text is made of those of its word pieces. */
    public enum Pooling {
        /** The model was trained to say it in the first one. */
        FIRST,
        /** The mean of all. */
        MEAN
    }

    /**
     * A text as the model reads it. All vectors have length 1.
     *
     * @param whole the text's vector
     * @param ids the word pieces' numbers in the vocabulary
     * @param pieces a vector each
     */
    public record Encoded(float[] whole, long[] ids, float[][] pieces) {}

    /** The models read 512 pieces; two of them are marks. */
    private static final int LONGEST = 510;

    /** Well under {@link #LONGEST}: technical words have more than one piece. */
    private static final int CHUNK_CHARACTERS = 1_000;

    private final String name;
    private final Pooling pooling;
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    private TextModel(
            String name, Pooling pooling, HuggingFaceTokenizer tokenizer, OrtSession session) {
        this.name = name;
        this.pooling = pooling;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /**
     * Loads a model from the class path: {@code NAME.onnx} and {@code NAME-tokenizer.json}. Takes
     * about a second.
     */
    public static TextModel load(String name, Pooling pooling) {
        try (var model = resource(name + ".onnx");
                var words = resource(name + "-tokenizer.json");
                var options = new OrtSession.SessionOptions()) {
            // One thread a text; several texts run side by side.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            var tokenizer = Tokenizers.read(words, LONGEST);
            byte[] bytes = model.readAllBytes();
            return new TextModel(
                    name,
                    pooling,
                    tokenizer,
                    Inference.run(
                            () -> OrtEnvironment.getEnvironment().createSession(bytes, options)));
        } catch (IOException e) {
            throw new UncheckedIOException("The model " + name + " cannot be read", e);
        } catch (OrtException e) {
            throw new IllegalStateException("The model " + name + " cannot be loaded", e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        var in = TextModel.class.getResourceAsStream("/" + name);
        if (in == null) {
            throw new IOException("There is no " + name + " on the class path");
        }
        return in;
    }

    /** As on the class path; vectors of different models cannot be compared. */
    public String name() {
        return name;
    }

    /** Reads a text; a long one in pieces of some sentences, whose whole is their mean. */
    public Encoded encode(String text) {
        var chunks = chunks(text);
        if (chunks.size() == 1) {
            return run(chunks.getFirst());
        }
        var encoded = chunks.stream().map(this::run).toList();
        var whole = new float[SIZE];
        int pieces = encoded.stream().mapToInt(one -> one.ids().length).sum();
        var ids = new long[pieces];
        var vectors = new float[pieces][];
        int at = 0;
        for (var one : encoded) {
            for (int i = 0; i < SIZE; i++) {
                whole[i] += one.whole()[i] * one.ids().length;
            }
            System.arraycopy(one.ids(), 0, ids, at, one.ids().length);
            System.arraycopy(one.pieces(), 0, vectors, at, one.ids().length);
            at += one.ids().length;
        }
        normalize(whole);
        return new Encoded(whole, ids, vectors);
    }

    /** The numbers of a text's word pieces in the vocabulary, without the marks around them. */
    public long[] pieces(String text) {
        return tokenizer.encode(text, false, false).getIds();
    }

    private static List<String> chunks(String text) {
        var chunks = new ArrayList<String>();
        var rest = text;
        while (rest.length() > CHUNK_CHARACTERS) {
            int end = rest.lastIndexOf(". ", CHUNK_CHARACTERS);
            if (end < CHUNK_CHARACTERS / 2) {
                end = rest.lastIndexOf(' ', CHUNK_CHARACTERS);
            }
            if (end < CHUNK_CHARACTERS / 2) {
                end = CHUNK_CHARACTERS;
            }
            chunks.add(rest.substring(0, end + 1));
            rest = rest.substring(end + 1);
        }
        if (!rest.isBlank() || chunks.isEmpty()) {
            chunks.add(rest);
        }
        return chunks;
    }

    private Encoded run(String text) {
        try {
            return Inference.run(() -> infer(text));
        } catch (OrtException e) {
            throw new IllegalStateException("The model " + name + " failed", e);
        }
    }

    private Encoded infer(String text) throws OrtException {
        var encoding = tokenizer.encode(text, true, false);
        long[] ids = encoding.getIds();
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            var environment = OrtEnvironment.getEnvironment();
            var shape = new long[] {1, ids.length};
            inputs.put(
                    "input_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape));
            inputs.put(
                    "attention_mask",
                    OnnxTensor.createTensor(
                            environment, LongBuffer.wrap(encoding.getAttentionMask()), shape));
            if (session.getInputNames().contains("token_type_ids")) {
                inputs.put(
                        "token_type_ids",
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(new long[ids.length]), shape));
            }
            try (var result = session.run(inputs)) {
                return encoded(ids, ((float[][][]) result.get(0).getValue())[0]);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private Encoded encoded(long[] ids, float[][] pieces) {
        float[] whole =
                switch (pooling) {
                    case FIRST -> Arrays.copyOf(pieces[0], SIZE);
                    case MEAN -> {
                        var mean = new float[SIZE];
                        for (var piece : pieces) {
                            for (int i = 0; i < SIZE; i++) {
                                mean[i] += piece[i];
                            }
                        }
                        yield mean;
                    }
                };
        normalize(whole);
        for (var piece : pieces) {
            normalize(piece);
        }
        return new Encoded(whole, ids, pieces);
    }

    private static void normalize(float[] vector) {
        double length = Math.sqrt(cosine(vector, vector)) + 1e-12;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }

    /** Of vectors of length 1, from -1 to 1. */
    public static double cosine(float[] a, float[] b) {
        // Four sums side by side: the compiler may then use the processor's wide registers.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i < SIZE; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        return s0 + s1 + (double) (s2 + s3);
    }
}
