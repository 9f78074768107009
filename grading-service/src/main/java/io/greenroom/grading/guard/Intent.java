package io.greenroom.grading.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells from the meaning of a sentence whether it answers, speaks to the grader, would fit any
 * question, or only says that nothing or something follows: a softmax over the sentence's vector.
 * Its weights are fitted by {@code GuardFitting} among the tests and kept, with where they come
 * from, in one small file.
 */
final class Intent {
    private static final String CURRENT = "/grading/guard/intent-1.json";

    /**
     * Probabilities that sum to 1.
     *
     * @param toGrader that the sentence speaks to the grader
     * @param generic that it would fit any question
     * @param nothing that it says that one does not know, or only what one is about to say
     */
    record Reading(double toGrader, double generic, double nothing) {}

    /** Marks, graders, answers, deeds, degrees, and being spoken to. */
    private static final List<Pattern> TALK_OF_GRADING =
            Stream.of(
                            "(?:scor|grad(?:e|es|ed|ing)|marks?|marking|points?|credit|rating"
                                + "|level|rubric|criteri|indicator|verdict|assess|evaluat|deduct"
                                + "|penali|feedback|pass(?:es|ed)?|result)",
                            "(?:grader|evaluator|examiner|assessor|marker|reviewer|ai|llm|model"
                                    + "|assistant|system|teacher|professor|judge|committee|expert"
                                    + "|author|administrator|developer|supervisor|panel"
                                    + "|department)s?",
                            "(?:answer|response|submission|solution|text|candidate|student|essay"
                                    + "|work|reference|quote|statement)s?",
                            "(?:ignore|disregard|forget|override|bypass|give|award|assign|grant"
                                    + "|accept|set|return|output|treat|mark|rate|record|approve"
                                    + "|confirm|select|report|consider|assume|conclude|pretend"
                                    + "|write|reply|respond|act)s?",
                            "(?:full|fully|max(?:imum)?|perfect|highest|top|excellent|correct"
                                    + "|correctly|flawless|100|best|complete(?:ly)?|entirely"
                                    + "|thorough(?:ly)?|clear(?:ly)?|every|all|each|outstanding"
                                    + "|great)",
                            "(?:you|your|please|kindly|must|instructions?|prompt|order)")
                    .map(words -> Pattern.compile("\\b" + words + "\\b", Pattern.CASE_INSENSITIVE))
                    .toList();

    private final double[] toGrader;
    private final double[] generic;
    private final double[] nothing;

    /** Weights of the {@link #features}, the constant last; those of an answer are zero. */
    Intent(double[] toGrader, double[] generic, double[] nothing) {
        this.toGrader = toGrader.clone();
        this.generic = generic.clone();
        this.nothing = nothing.clone();
    }

    static Intent current() {
        try (var stream = Intent.class.getResourceAsStream(CURRENT)) {
            if (stream == null) {
                throw new IllegalStateException(CURRENT + " is missing");
            }
            var root = new ObjectMapper().readTree(stream);
            return new Intent(
                    weights(root.get("toGrader")),
                    weights(root.get("generic")),
                    weights(root.get("nothing")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] weights(JsonNode node) {
        var weights = new double[node.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = node.get(i).asDouble();
        }
        return weights;
    }

    /**
     * What a sentence is.
     *
     * @param vector of the sentence
     */
    Reading of(String sentence, float[] vector) {
        var features = features(sentence, vector);
        double a = Math.exp(Math.min(sum(toGrader, features), 50));
        double b = Math.exp(Math.min(sum(generic, features), 50));
        double c = Math.exp(Math.min(sum(nothing, features), 50));
        double all = 1 + a + b + c;
        return new Reading(a / all, b / all, c / all);
    }

    /** How many kinds of word that talk of grading is made of there are. */
    static long kindsOfGradingTalk(String text) {
        return TALK_OF_GRADING.stream().filter(words -> words.matcher(text).find()).count();
    }

    /** The vector, which kinds of word of grading there are, and whether 2, 3 or 4 of them. */
    static float[] features(String sentence, float[] vector) {
        var features = Arrays.copyOf(vector, vector.length + TALK_OF_GRADING.size() + 3);
        int at = vector.length;
        int kinds = 0;
        for (var words : TALK_OF_GRADING) {
            if (words.matcher(sentence).find()) {
                features[at] = 1;
                kinds++;
            }
            at++;
        }
        for (int i = 0; i < 3; i++) {
            features[at + i] = kinds >= i + 2 ? 1 : 0;
        }
        return features;
    }

    private static double sum(double[] weights, float[] features) {
        double sum = weights[features.length];
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }
}
