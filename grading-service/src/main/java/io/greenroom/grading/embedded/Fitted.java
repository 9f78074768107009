package io.greenroom.grading.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was fitted on human-graded answers: how good an answer is, and how sure that is. A small
 * versioned resource, written by the fitting program in the tests, which also says where the
 * figures come from. Grading reads it with this code alone.
 *
 * @param estimate 0 to 1
 * @param sureness how likely the estimate is within a level of a person's
 */
record Fitted(String version, Blend estimate, Blend sureness) {
    /** Figures about the estimate itself, which the sureness reads too. */
    private static final String ESTIMATE = "e.value";

    private static final String DISCORD = "e.discord";
    private static final String SPREAD = "e.spread";

    /**
     * @param value 0 to 1
     * @param sureness 0 to 1
     */
    record Estimate(double value, double sureness) {
        /**
         * Less what contradicts itself: of a contrary sentence nothing counts, not even its words.
         */
        Estimate without(double contrary) {
            return contrary == 0
                    ? this
                    : new Estimate(
                            value * Math.max(0, 1 - 1.5 * contrary), sureness * (1 - contrary / 2));
        }

        /** What is beside the question earns nothing, and who can't tell is not sure. */
        Estimate asFarAs(double relevant) {
            return new Estimate(value * relevant, sureness * (1 + relevant) / 2);
        }
    }

    /** What is on this service's class path, its models included. */
    static InputStream resource(String name) throws IOException {
        var in = Fitted.class.getResourceAsStream("/" + name);
        if (in == null) {
            throw new IOException("There is no " + name + " on the class path");
        }
        return in;
    }

    static Fitted load(String version) {
        try (var in = resource("grading/" + version + ".json")) {
            return load(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("What was fitted as " + version + " is unreadable", e);
        }
    }

    static Fitted load(JsonNode root) throws IOException {
        var json = new ObjectMapper();
        return new Fitted(
                root.get("version").asText(),
                json.treeToValue(root.get("estimate"), Blend.class),
                json.treeToValue(root.get("sureness"), Blend.class));
    }

    Estimate of(Map<String, Double> figures) {
        var judgement = estimate.of(figures);
        return new Estimate(judgement.value(), sureness.of(withDoubt(figures, judgement)).value());
    }

    /** The figures, and what is known of the estimate that was made of them. */
    static Map<String, Double> withDoubt(Map<String, Double> figures, Blend.Judgement judgement) {
        var all = new LinkedHashMap<>(figures);
        all.put(ESTIMATE, judgement.value());
        all.put(DISCORD, judgement.discord());
        all.put(SPREAD, judgement.spread());
        return all;
    }
}
