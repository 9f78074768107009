package io.greenroom.grading.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** How a version of the grader agrees with people, as admins are shown it. */
public final class PublishedEvaluation {
    private static final Path RESOURCES = Path.of("src/main/resources/grading");

    /**
     * One graded answer.
     *
     * @param human 0 to 1
     * @param predicted 0 to 1
     */
    public record Marks(String question, double human, double predicted) {}

    private PublishedEvaluation() {}

    /**
     * Writes the resource anew.
     *
     * @param grader its version
     * @param parameters what was fitted, as its resource is named
     * @param how the figures came about
     * @param datasets marks by data set
     */
    public static void write(
            String grader, String parameters, String how, Map<String, List<Marks>> datasets)
            throws IOException {
        var root = Publication.measured("build");
        var provenance = root.putObject("provenance");
        provenance.put("how", how);
        provenance.put("parameters", parameters);
        provenance.put("sha256", digest(parameters));
        datasets.forEach(
                (name, marks) ->
                        Publication.put(
                                root,
                                name,
                                marks.stream()
                                        .map(
                                                one ->
                                                        new Figures.Pair(
                                                                one.question(),
                                                                one.human(),
                                                                one.predicted()))
                                        .toList()));
        Publication.write(file(grader), root);
    }

    static Path file(String grader) {
        return RESOURCES.resolve("evaluation-" + grader + ".json");
    }

    /** Of the parameters that are there now. */
    static String digest(String parameters) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            Files.readAllBytes(
                                                    RESOURCES.resolve(parameters + ".json"))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
