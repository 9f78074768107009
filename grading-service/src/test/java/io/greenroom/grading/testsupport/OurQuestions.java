package io.greenroom.grading.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The questions of this repository, and the answers to them that were written at known levels. */
public final class OurQuestions {
    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * A question with what tests ask about it.
     *
     * @param code true when its answers are programs
     */
    public record Ours(Question question, List<String> topics, boolean code) {
        public String id() {
            return question.id();
        }

        /** Behavioral, coding or system design: the first word of the id. */
        public String round() {
            return id().substring(0, id().indexOf('-'));
        }

        public Answer answer(String text) {
            return new Answer(text, code ? AnswerLanguage.PYTHON : AnswerLanguage.MARKDOWN);
        }
    }

    /**
     * An answer whose quality its writer knew.
     *
     * @param kind excellent, solid, partial, weak, flagged, terse or wordy
     * @param level 0 to 4
     * @param criteria the level that each criterion deserves
     * @param flags red flags that it hits
     */
    public record Levelled(
            Ours ours,
            String kind,
            int level,
            Answer answer,
            Map<String, Integer> criteria,
            List<String> flags) {}

    private OurQuestions() {}

    /** All of them, in the order of their ids. */
    public static List<Ours> all() {
        var all = new ArrayList<Ours>();
        for (var file : files(Path.of("../content/questions"))) {
            for (var question : read(file).get("questions")) {
                all.add(ours(question));
            }
        }
        all.sort((a, b) -> a.id().compareTo(b.id()));
        return all;
    }

    /**
     * Those with answers at known levels, in the order of their ids: a test that grades many texts
     * a question must not grow with the catalog.
     */
    public static List<Ours> levelled() {
        return Stream.of("develop", "report")
                .flatMap(share -> levelled(share).stream())
                .map(Levelled::ours)
                .distinct()
                .sorted(Comparator.comparing(Ours::id))
                .toList();
    }

    /**
     * The answers at known levels.
     *
     * @param share {@code develop} to work with, {@code report} to look at when all is done
     */
    public static List<Levelled> levelled(String share) {
        var questions = new LinkedHashMap<String, Ours>();
        all().forEach(ours -> questions.put(ours.id(), ours));
        var answers = new ArrayList<Levelled>();
        for (var file : files(Path.of("src/test/resources/levels", share))) {
            var root = read(file);
            var ours = questions.get(root.get("question").asText());
            if (ours == null) {
                throw new IllegalStateException(file + " answers no question of ours");
            }
            for (var answer : root.get("answers")) {
                var criteria = new LinkedHashMap<String, Integer>();
                answer.get("criteria")
                        .properties()
                        .forEach(entry -> criteria.put(entry.getKey(), entry.getValue().asInt()));
                answers.add(
                        new Levelled(
                                ours,
                                answer.get("kind").asText(),
                                answer.get("level").asInt(),
                                new Answer(
                                        answer.get("text").asText(),
                                        answer.path("language").asText().equals("python")
                                                ? AnswerLanguage.PYTHON
                                                : AnswerLanguage.MARKDOWN),
                                criteria,
                                texts(answer.get("flags"))));
            }
        }
        return answers;
    }

    private static List<Path> files(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ours ours(JsonNode node) {
        var criteria = new ArrayList<Criterion>();
        for (var criterion : node.get("rubric").get("criteria")) {
            criteria.add(
                    new Criterion(
                            criterion.get("id").asText(),
                            criterion.get("title").asText(),
                            criterion.get("weight").asInt(),
                            texts(criterion.get("indicators")),
                            IntStream.rangeClosed(0, 4)
                                    .mapToObj(i -> criterion.get("levels").get("" + i).asText())
                                    .toList()));
        }
        var flags = new ArrayList<RedFlag>();
        for (var flag : node.get("redFlags")) {
            flags.add(
                    new RedFlag(
                            flag.get("id").asText(),
                            flag.get("title").asText(),
                            RedFlag.Severity.valueOf(upper(flag.get("severity"))),
                            flag.get("cap").asInt(),
                            RedFlag.Kind.valueOf(upper(flag.get("kind"))),
                            flag.get("description").asText(),
                            texts(flag.get("signals"))));
        }
        return new Ours(
                new Question(
                        node.get("id").asText(),
                        1,
                        node.get("title").asText(),
                        node.get("prompt").asText(),
                        node.path("starterCode").asText(""),
                        criteria,
                        flags,
                        node.get("strongAnswer").asText()),
                texts(node.get("topics")),
                node.get("answerFormat").asText().equals("code"));
    }

    private static String upper(JsonNode node) {
        return node.asText().toUpperCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
