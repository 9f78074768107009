package io.greenroom.catalog.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.platform.embedding.TextModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fits {@link Pieces} to what the language model says of words in a row from {@code content/}, and
 * writes the resource: linear regression with a small penalty, solved by conjugate gradients. Not a
 * part of the build: {@code -Dfit.pieces=true}, some three minutes. The same content gives the same
 * file.
 */
@EnabledIfSystemProperty(named = "fit.pieces", matches = "true")
class FitPiecesTest {
    private static final long SEED = 20261122;
    private static final int TEXTS = 80_000;

    /** As long as searches are: most have two or three words. */
    private static final int[] LENGTHS = {2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 10};

    /** Each so manieth text is left out, to see how well unseen ones are met. */
    private static final int LEFT_OUT = 20;

    private static final float PENALTY = 0.3f;
    private static final int ROUNDS = 25;

    private final Random random = new Random(SEED);

    /**
     * A text as it is learnt from.
     *
     * @param pieces their places in the table
     */
    private record Known(int[] pieces, float[] vector) {
        /** So that long texts do not count more than short ones. */
        float weight() {
            return (float) (1 / Math.sqrt(pieces.length));
        }
    }

    @Test
    void fits() throws IOException {
        var model = TextModel.load(Meaning.MODEL, TextModel.Pooling.MEAN);
        var texts = List.copyOf(texts(Path.of("../content")));
        var places = new TreeMap<Integer, Integer>();
        for (var text : texts) {
            for (long piece : model.pieces(text)) {
                places.put((int) piece, 0);
            }
        }
        places.replaceAll((piece, zero) -> places.headMap(piece).size());
        var learnt = new ArrayList<Known>();
        var leftOut = new ArrayList<Known>();
        for (int i = 0; i < texts.size(); i++) {
            var pieces =
                    Arrays.stream(model.pieces(texts.get(i)))
                            .mapToInt(piece -> places.get((int) piece))
                            .toArray();
            if (pieces.length > 0) {
                (i % LEFT_OUT == 0 ? leftOut : learnt)
                        .add(new Known(pieces, model.encode(texts.get(i)).whole()));
            }
        }
        // Each piece alone too: of a rare one the texts say little.
        var written = vocabulary();
        places.forEach(
                (piece, place) ->
                        learnt.add(
                                new Known(
                                        new int[] {place},
                                        model.encode(written.getOrDefault(piece, "")).whole())));
        var fitted = fit(learnt, places.size());
        var ids = places.keySet().stream().mapToInt(Integer::intValue).toArray();
        var pieces = Pieces.of(ids, fitted);
        double alike = 0;
        for (var one : leftOut) {
            var sum = new float[TextModel.SIZE];
            pieces.add(Arrays.stream(one.pieces()).mapToLong(at -> ids[at]).toArray(), sum);
            alike +=
                    TextModel.cosine(sum, one.vector())
                            / Math.sqrt(TextModel.cosine(sum, sum))
                            / leftOut.size();
        }
        System.out.printf(
                Locale.ROOT,
                "%,d pieces, fitted to %,d texts; cosine to the model %.3f on %,d others%n",
                ids.length,
                learnt.size(),
                alike,
                leftOut.size());
        assertThat(alike).isGreaterThan(0.8);
        var resource = Path.of("src/main/resources" + Pieces.RESOURCE);
        Files.createDirectories(resource.getParent());
        try (var out = Files.newOutputStream(resource)) {
            pieces.write(new java.io.BufferedOutputStream(out));
        }
    }

    /** Titles, topics, every word once, and words in a row from everywhere. */
    private Set<String> texts(Path content) throws IOException {
        var texts = new LinkedHashSet<String>();
        var sentences = new LinkedHashSet<List<String>>();
        List<Path> files;
        try (var found = Files.walk(content)) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
        var yaml = new YAMLMapper();
        for (var file : files) {
            var tree = yaml.readTree(file.toFile());
            collect(tree, sentences);
            for (var question : tree.path("questions")) {
                texts.add(String.join(" ", words(question.path("title").asText())));
                question.path("topics")
                        .forEach(topic -> texts.add(topic.asText().replace('-', ' ')));
            }
        }
        var from = List.copyOf(sentences);
        while (texts.size() < TEXTS) {
            var sentence = from.get(random.nextInt(from.size()));
            int length = LENGTHS[random.nextInt(LENGTHS.length)];
            if (sentence.size() >= length) {
                int at = random.nextInt(sentence.size() - length + 1);
                texts.add(String.join(" ", sentence.subList(at, at + length)));
            }
        }
        var words = new TreeSet<String>();
        sentences.forEach(words::addAll);
        texts.addAll(words);
        return texts;
    }

    private static void collect(JsonNode node, Set<List<String>> sentences) {
        if (node.isTextual()) {
            for (var sentence : node.asText().split("(?<=[.?!:;])\\s+|\n+")) {
                var words = words(sentence);
                if (!words.isEmpty()) {
                    sentences.add(words);
                }
            }
        } else {
            node.forEach(part -> collect(part, sentences));
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** How each piece is written, without the marks of one that continues a word. */
    private static Map<Integer, String> vocabulary() throws IOException {
        var vocabulary = new HashMap<Integer, String>();
        try (var in =
                FitPiecesTest.class.getResourceAsStream("/" + Meaning.MODEL + "-tokenizer.json")) {
            new ObjectMapper()
                    .readTree(in)
                    .path("model")
                    .path("vocab")
                    .properties()
                    .forEach(
                            piece ->
                                    vocabulary.put(
                                            piece.getValue().asInt(),
                                            piece.getKey().replaceFirst("^##(?=.)", "")));
        }
        return vocabulary;
    }

    /** Each of the vectors' numbers is a regression of its own; all are solved side by side. */
    private static float[][] fit(List<Known> texts, int pieces) {
        int size = TextModel.SIZE;
        var fitted = new float[pieces][size];
        var rest = new float[pieces][size];
        for (var text : texts) {
            for (int piece : text.pieces()) {
                for (int k = 0; k < size; k++) {
                    rest[piece][k] += text.weight() * text.vector()[k];
                }
            }
        }
        var direction = Arrays.stream(rest).map(float[]::clone).toArray(float[][]::new);
        var before = squares(rest);
        for (int round = 0; round < ROUNDS; round++) {
            var seen = seen(texts, direction);
            var length = new double[size];
            for (int piece = 0; piece < pieces; piece++) {
                for (int k = 0; k < size; k++) {
                    length[k] += (double) direction[piece][k] * seen[piece][k];
                }
            }
            for (int piece = 0; piece < pieces; piece++) {
                for (int k = 0; k < size; k++) {
                    float step = (float) (before[k] / Math.max(length[k], Double.MIN_NORMAL));
                    fitted[piece][k] += step * direction[piece][k];
                    rest[piece][k] -= step * seen[piece][k];
                }
            }
            var after = squares(rest);
            for (int piece = 0; piece < pieces; piece++) {
                for (int k = 0; k < size; k++) {
                    float turn = (float) (after[k] / Math.max(before[k], Double.MIN_NORMAL));
                    direction[piece][k] = rest[piece][k] + turn * direction[piece][k];
                }
            }
            before = after;
        }
        return fitted;
    }

    /** What the texts make of a direction, and the penalty. */
    private static float[][] seen(List<Known> texts, float[][] direction) {
        int size = TextModel.SIZE;
        var seen = new float[direction.length][size];
        for (int piece = 0; piece < seen.length; piece++) {
            for (int k = 0; k < size; k++) {
                seen[piece][k] = PENALTY * direction[piece][k];
            }
        }
        var sum = new float[size];
        for (var text : texts) {
            Arrays.fill(sum, 0);
            for (int piece : text.pieces()) {
                for (int k = 0; k < size; k++) {
                    sum[k] += direction[piece][k];
                }
            }
            float weight = text.weight() * text.weight();
            for (int piece : text.pieces()) {
                for (int k = 0; k < size; k++) {
                    seen[piece][k] += weight * sum[k];
                }
            }
        }
        return seen;
    }

    private static double[] squares(float[][] vectors) {
        var squares = new double[TextModel.SIZE];
        for (var vector : vectors) {
            for (int k = 0; k < squares.length; k++) {
                squares[k] += (double) vector[k] * vector[k];
            }
        }
        return squares;
    }
}
