package io.greenroom.grading.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.embedded.Calibration.Ramp;
import io.greenroom.platform.embedding.TextModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * How far an answer is about its question and not about a neighbouring one. All texts of one field
 * resemble each other, so what they have in common is taken out of the vectors first: their mean
 * and their strongest directions (Mu and Viswanath, "All-but-the-Top", 2018, arXiv:1702.01417). An
 * answer must then be near its question, and not much nearer to another one of the field, the
 * cohort, as speaker verification tells a voice from voices like it.
 *
 * @param mean of the vectors of the field's sentences
 * @param directions orthogonal, of length 1: those in which the field's sentences differ most
 * @param cohort the field's questions, in what they are about, as directions of any length
 * @param nearness of the cosine with the question
 * @param lead of how much that is above the cosine with the nearest other question
 */
record Relevance(
        String version,
        float[] mean,
        float[][] directions,
        byte[][] cohort,
        Ramp nearness,
        Ramp lead) {
    /** Takes everything for relevant, because nothing is fitted yet. */
    static final Relevance NONE =
            new Relevance(
                    "none",
                    new float[TextModel.SIZE],
                    new float[0][],
                    new byte[0][],
                    new Ramp(-3, -2),
                    new Ramp(-3, -2));

    /**
     * Of the nearness to a question with nothing but a reference answer, which is seldom of the
     * field. Set on answers by people to 71 questions: of 1442 with ten words or more it touches
     * sixteen, and takes all credit of one; of the same answers held against a question of another
     * subject 90 % earn nothing or go to a person.
     */
    private static final Ramp BARE = new Ramp(0, 0.14);

    /** What is as near as this to a question is itself, or asks the same. */
    private static final double SAME = 0.8;

    /**
     * A question, as answers are compared with it.
     *
     * @param about the direction of all of it, with its strong answer and indicators
     * @param others questions that it is not, as directions
     */
    record Subject(float[] about, List<float[]> others) {}

    /** How near an answer is to its question, and how much nearer than to any other; cosines. */
    record Figures(double nearness, double lead) {}

    static Relevance load(String version) {
        try (var in = Fitted.resource("grading/" + version + ".json")) {
            var root = new ObjectMapper().readTree(in);
            return new ObjectMapper().treeToValue(root.get("relevance"), Relevance.class);
        } catch (IOException e) {
            throw new UncheckedIOException("What was fitted as " + version + " is unreadable", e);
        }
    }

    /**
     * @param sentences vectors of all its sentences, as the broader model reads them; so the others
     */
    Subject subject(List<float[]> sentences) {
        var about = about(sentences);
        return new Subject(
                about,
                Arrays.stream(cohort)
                        .map(Relevance::unit)
                        .filter(other -> TextModel.cosine(about, other) < SAME)
                        .toList());
    }

    /** From 0, about something else, to 1, about this. */
    double of(Subject subject, List<float[]> said) {
        var figures = figures(subject, said);
        return Math.min(nearness.of(figures.nearness()), lead.of(figures.lead()));
    }

    /** The same for mere statements, by nearness alone: no question of the field is like them. */
    double ofStatements(Subject subject, List<float[]> said) {
        return BARE.of(figures(subject, said).nearness());
    }

    /**
     * @param said vectors of the answer's sentences, at least one
     */
    Figures figures(Subject subject, List<float[]> said) {
        var about = about(said);
        double own = TextModel.cosine(about, subject.about());
        double nearest =
                subject.others().stream()
                        .mapToDouble(other -> TextModel.cosine(about, other))
                        .max()
                        .orElse(-1);
        return new Figures(own, own - nearest);
    }

    private float[] about(List<float[]> sentences) {
        var sum = new float[mean.length];
        for (var sentence : sentences) {
            var particular = particular(sentence);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += particular[i];
            }
        }
        return unit(sum);
    }

    /** A vector without what the field has in common, of length 1. */
    private float[] particular(float[] vector) {
        var rest = new float[mean.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = vector[i] - mean[i];
        }
        for (var direction : directions) {
            double share = 0;
            for (int i = 0; i < rest.length; i++) {
                share += rest[i] * direction[i];
            }
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= (float) (share * direction[i]);
            }
        }
        return unit(rest);
    }

    private static float[] unit(byte[] coarse) {
        var vector = new float[coarse.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = coarse[i];
        }
        return unit(vector);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        double length = Math.max(1e-9, Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
