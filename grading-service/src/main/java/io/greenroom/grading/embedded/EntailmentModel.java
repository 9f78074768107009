package io.greenroom.grading.embedded;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.platform.embedding.Inference;
import io.greenroom.platform.embedding.Tokenizers;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of the operator's own that judges whether a sentence shows a statement. With one output a
 * pair it is a cross-encoder: it reads the statement and then the sentence, as those are trained on
 * a query and a passage, and the logistic function makes its logit a probability. With more it is
 * an NLI model: it reads the sentence as the premise and then the statement as the hypothesis.
 *
 * <p>Pairs are run one by one, several side by side: quantized models answer differently in a
 * batch, and a grade must not depend on what else was asked.
 */
final class EntailmentModel {
    private static final String PREFIX = "greenroom.grading.embedded.entailment.";
    private static final String ENTAILMENT = "entailment";
    private static final String CONTRADICTION = "contradiction";
    private static final Set<String> INPUTS =
            Set.of("input_ids", "attention_mask", "token_type_ids");

    /** What models of this kind read at most. */
    private static final int LONGEST = 512;

    private static final int LONGEST_NAME = 60;
    private static final int DIGEST_LENGTH = 12;

    /** Changes with how its word is used. */
    private static final String USE = "1";

    /**
     * How sure the model is, 0 to 1.
     *
     * @param shows that the sentence shows the statement
     * @param denies that the sentence contradicts it; 0 of a model that cannot tell
     */
    record Judgement(double shows, double denies) {}

    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    /** What the outputs stand for; empty with one output. */
    private final List<String> labels;

    private final double weight;
    private final String name;
    private final String digest;

    private EntailmentModel(
            HuggingFaceTokenizer tokenizer,
            OrtSession session,
            List<String> labels,
            double weight,
            String name,
            String digest) {
        this.tokenizer = tokenizer;
        this.session = session;
        this.labels = labels;
        this.weight = weight;
        this.name = name;
        this.digest = digest;
    }

    /**
     * Loads the model and tries it on a pair, so that what does not fit is said at start.
     *
     * @return empty when none is set
     * @throws ConfigurationException which names the setting that is wrong
     */
    static Optional<EntailmentModel> load(EntailmentSettings settings) {
        if (settings.model().isEmpty()) {
            check(
                    settings.tokenizer().isEmpty() && settings.labels().isEmpty(),
                    "model",
                    "must be set when the tokenizer or the labels are");
            return Optional.empty();
        }
        double weight = settings.weight();
        check(weight > 0 && weight <= 1, "weight", "must be above 0 and at most 1");
        var model = file("model", Path.of(settings.model().get()));
        var words =
                file(
                        "tokenizer",
                        settings.tokenizer()
                                .map(Path::of)
                                .orElse(model.resolveSibling("tokenizer.json")));
        var tokenizer = tokenizer(words);
        var session = session(model);
        int outputs = outputs(session, tokenizer);
        var labels =
                outputs == 1 ? List.<String>of() : labels(settings, outputs, List.of(model, words));
        var content = sha256(withOutsideWeights(model), "");
        return Optional.of(
                new EntailmentModel(
                        tokenizer,
                        session,
                        labels,
                        weight,
                        name(model) + "@" + content,
                        sha256(List.of(words), USE + content + labels + weight)));
    }

    private static void check(boolean holds, String setting, String rule) {
        if (!holds) {
            throw wrong(setting, rule, null);
        }
    }

    private static ConfigurationException wrong(
            String setting, String rule, @Nullable Throwable cause) {
        var message = PREFIX + setting + " " + rule;
        return cause == null
                ? new ConfigurationException(message)
                : new ConfigurationException(message + ": " + cause.getMessage(), cause);
    }

    private static Path file(String setting, Path path) {
        var file = path.toAbsolutePath().normalize();
        check(
                Files.isRegularFile(file) && Files.isReadable(file),
                setting,
                "names no file that can be read: " + file);
        return file;
    }

    private static HuggingFaceTokenizer tokenizer(Path file) {
        try {
            return Tokenizers.read(file, LONGEST);
        } catch (IOException | RuntimeException e) {
            throw wrong("tokenizer", "names no tokenizer that can be loaded, " + file, e);
        }
    }

    private static OrtSession session(Path model) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // By its path, so that weights kept in a file beside it are found.
            return Inference.run(
                    () -> OrtEnvironment.getEnvironment().createSession(model.toString(), options));
        } catch (OrtException e) {
            throw wrong("model", "names no ONNX model that can be loaded, " + model, e);
        }
    }

    /** How many numbers the model gives for a pair. */
    private static int outputs(OrtSession session, HuggingFaceTokenizer tokenizer) {
        for (var input : session.getInputNames()) {
            check(
                    INPUTS.contains(input),
                    "model",
                    "wants the input "
                            + input
                            + "; only input_ids, attention_mask and token_type_ids are known");
        }
        int outputs;
        int ofLonger;
        try {
            outputs =
                    Inference.run(
                                    () ->
                                            logits(
                                                    session,
                                                    tokenizer,
                                                    "It is raining.",
                                                    "The street is wet."))
                            .length;
            ofLonger =
                    Inference.run(
                                    () ->
                                            logits(
                                                    session,
                                                    tokenizer,
                                                    "It has been raining since the early morning.",
                                                    "The street, the roofs and the trees are wet by"
                                                            + " now."))
                            .length;
        } catch (OrtException | RuntimeException e) {
            throw wrong("model", "names a model that cannot judge a pair of texts", e);
        }
        check(
                outputs == ofLonger,
                "model",
                "names a model whose outputs are as many as the words, not one a pair or label");
        return outputs;
    }

    private static List<String> labels(
            EntailmentSettings settings, int outputs, List<Path> neighbours) {
        var labels =
                settings
                        .labels()
                        .orElseGet(
                                () ->
                                        neighbours.stream()
                                                .map(one -> one.resolveSibling("config.json"))
                                                .filter(Files::isRegularFile)
                                                .findFirst()
                                                .map(EntailmentModel::labels)
                                                .orElse(List.of()))
                        .stream()
                        .map(label -> label.strip().toLowerCase(Locale.ROOT))
                        .toList();
        check(
                labels.size() == outputs
                        && labels.stream().filter(ENTAILMENT::equals).count() == 1
                        && labels.stream().filter(CONTRADICTION::equals).count() <= 1,
                "labels",
                "must name the model's "
                        + outputs
                        + " outputs in their order, one of them entailment; set or read from"
                        + " config.json: "
                        + labels);
        return labels;
    }

    /** The names that a {@code config.json} gives the outputs, by their numbers. */
    private static List<String> labels(Path config) {
        try {
            var names = new ObjectMapper().readTree(config.toFile()).path("id2label");
            var labels = new ArrayList<String>();
            for (int i = 0; i < names.size(); i++) {
                labels.add(names.path(String.valueOf(i)).asText());
            }
            return labels;
        } catch (IOException e) {
            throw wrong("labels", "is not set, and this cannot be read, " + config, e);
        }
    }

    private static String name(Path model) {
        var name = model.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** The model's file, and those beside it that begin with its name: large weights. */
    private static List<Path> withOutsideWeights(Path model) {
        var name = model.getFileName().toString();
        try (var files = Files.list(model.resolveSibling("."))) {
            return files.map(Path::normalize)
                    .filter(file -> file.getFileName().toString().startsWith(name))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The beginning of the hash over the files' contents, one after the other, and more. */
    private static String sha256(List<Path> files, String more) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
                for (var file : files) {
                    Files.copy(file, out);
                }
                out.write(more.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(hash.digest()).substring(0, DIGEST_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its file's name and the beginning of that file's SHA-256, for provenance. */
    String name() {
        return name;
    }

    /** Another one for every change, of the model or its settings, that may change a grade. */
    String digest() {
        return digest;
    }

    /** How much its word counts, above 0 to 1. */
    double weight() {
        return weight;
    }

    /** Whether it was made to tell what follows from a sentence, not only what is alike. */
    boolean infers() {
        return !labels.isEmpty();
    }

    /** Judges one pair. Blocks for as long as the model computes. */
    Judgement judge(String sentence, String statement) {
        try {
            if (!infers()) {
                float logit =
                        Inference.run(() -> logits(session, tokenizer, statement, sentence))[0];
                return new Judgement(1 / (1 + Math.exp(-logit)), 0);
            }
            var logits = Inference.run(() -> logits(session, tokenizer, sentence, statement));
            return new Judgement(
                    probability(ENTAILMENT, logits), probability(CONTRADICTION, logits));
        } catch (OrtException e) {
            throw new IllegalStateException("The model " + name + " failed", e);
        }
    }

    private double probability(String label, float[] logits) {
        int wanted = labels.indexOf(label);
        if (wanted < 0) {
            return 0;
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[wanted]);
        }
        return 1 / sum;
    }

    private static float[] logits(
            OrtSession session, HuggingFaceTokenizer tokenizer, String first, String second)
            throws OrtException {
        var encoding = tokenizer.encode(first, second, true, false);
        var values =
                Map.of(
                        "input_ids",
                        encoding.getIds(),
                        "attention_mask",
                        encoding.getAttentionMask(),
                        "token_type_ids",
                        encoding.getTypeIds());
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            for (var input : values.entrySet()) {
                if (session.getInputNames().contains(input.getKey())) {
                    inputs.put(
                            input.getKey(),
                            OnnxTensor.createTensor(
                                    OrtEnvironment.getEnvironment(),
                                    LongBuffer.wrap(input.getValue()),
                                    new long[] {1, input.getValue().length}));
                }
            }
            try (var result = session.run(inputs)) {
                return logits(result);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static float[] logits(OrtSession.Result result) {
        var output = result.get("logits").orElseGet(() -> result.get(0));
        if (output instanceof OnnxTensor tensor) {
            var shape = tensor.getInfo().getShape();
            var values = tensor.getFloatBuffer();
            boolean row = shape.length == 2 && shape[0] == 1 && shape[1] >= 1;
            if (values != null && (row || (shape.length == 1 && shape[0] == 1))) {
                var logits = new float[values.remaining()];
                values.get(logits);
                for (float logit : logits) {
                    if (!Float.isFinite(logit)) {
                        throw new IllegalStateException("Its output is no finite number");
                    }
                }
                return logits;
            }
        }
        throw new IllegalStateException(
                "Its output is " + output.getInfo() + ", not one row of logits a pair");
    }
}
