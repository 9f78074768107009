package io.greenroom.catalog.pack;

import io.greenroom.catalog.learn.AskedQuestion;
import io.greenroom.catalog.learn.CheckLearning;
import io.greenroom.catalog.lint.KnownIds;
import io.greenroom.catalog.lint.RubricLint;
import io.greenroom.catalog.lint.Rule;
import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.platform.problem.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Checks a content directory without a database: every pack by schema and rules, ids that must be
 * unique over all packs, folders, the learning files with all they refer to, what the linter says
 * of every rubric, and how much of what the content is to cover is covered.
 *
 * <p>{@code coverage.tsv} lists what is to be covered: a line each with an id and its document,
 * apart by a tab, under a heading.
 */
public final class CheckContent {
    private static final int BROKEN = 1;
    private static final int USAGE = 2;

    /** What all texts mean takes a minute or two to compute; a build looks at fewer. */
    static final int SAMPLE = 60;

    /** Others may publish it; what comes with the product sets the example. */
    private static final Set<Rule> NOT_IN_OURS = Set.of(Rule.LEVEL_ONLY_COUNTS);

    private final PackReader reader = new PackReader();
    private final RubricLint lint = new RubricLint(new Meaning());
    private final int everyNth;
    private final Path content;
    private final PrintStream out;
    private final List<String> errors = new ArrayList<>();
    private final Map<String, String> packs = new LinkedHashMap<>();
    private final Map<String, String> questions = new LinkedHashMap<>();
    private final Map<String, String> slugs = new LinkedHashMap<>();
    private final Map<String, String> covered = new LinkedHashMap<>();
    private final List<AskedQuestion> asked = new ArrayList<>();
    private final List<CuratedQuestion> read = new ArrayList<>();

    /**
     * A check that prints.
     *
     * @param everyNth of so many questions one is also read for what its texts mean; 1 reads all
     */
    CheckContent(Path content, PrintStream out, int everyNth) {
        this.content = content;
        this.out = out;
        this.everyNth = everyNth;
    }

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: CheckContent DIRECTORY");
            System.exit(USAGE);
        }
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(new CheckContent(Path.of(arguments[0]), out, 1).run());
        } catch (IOException e) {
            System.err.println("Cannot be read: " + e.getMessage());
            System.exit(USAGE);
        }
    }

    /**
     * Prints what it finds.
     *
     * @return 0 when nothing is wrong and all is covered
     * @throws IOException when a file cannot be read
     */
    int run() throws IOException {
        Path directory = content.resolve("questions");
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        List<Path> files;
        try (var found = Files.walk(directory)) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
        for (var file : files) {
            check(directory.relativize(file), Files.readString(file));
        }
        var learning = CheckLearning.check(content, asked);
        learning.faults().forEach(fault -> errors.add(fault.toString()));
        var warnings = lint();
        errors.addAll(learning.gaps());
        var documents = documents();
        documents.values().forEach(ids -> covered.keySet().removeAll(ids.known()));
        covered.forEach(
                (id, question) ->
                        errors.add(
                                "%s covers \"%s\", which is in no document"
                                        .formatted(question, id)));
        errors.forEach(error -> out.println("error: " + error));
        out.printf(
                "%d packs, %d questions, %d errors, %d warnings%n",
                packs.size(),
                questions.size(),
                errors.size(),
                warnings.values().stream().mapToInt(Integer::intValue).sum());
        warnings.forEach((rule, count) -> out.printf("warnings %s: %d%n", rule, count));
        learning.counts().forEach((kind, count) -> out.printf("%s: %d%n", kind, count));
        int known = 0;
        int missing = 0;
        for (var document : documents.entrySet()) {
            var ids = document.getValue();
            print(document.getKey(), ids.known().size(), ids.missing());
            known += ids.known().size();
            missing += ids.missing().size();
        }
        out.printf("coverage: %d/%d%n", known - missing, known);
        return errors.isEmpty() && missing == 0 ? 0 : BROKEN;
    }

    /** Prints the warnings, and counts them by rule; errors go to the others. */
    private Map<String, Integer> lint() throws IOException {
        var known = KnownIds.of(content);
        var found =
                IntStream.range(0, read.size())
                        .parallel()
                        .mapToObj(
                                i -> {
                                    var draft = DraftContent.of(read.get(i).content());
                                    return i % everyNth == 0
                                            ? lint.check(draft, known)
                                            : lint.checkWords(draft, known);
                                })
                        .toList();
        Map<String, Integer> warnings = new TreeMap<>();
        for (int i = 0; i < read.size(); i++) {
            for (var finding : found.get(i)) {
                var said =
                        "%s %s: %s (%s)"
                                .formatted(
                                        read.get(i).id(),
                                        finding.pointer(),
                                        finding.message(),
                                        finding.rule().wire());
                if (finding.isError() || NOT_IN_OURS.contains(finding.rule())) {
                    errors.add(said);
                } else {
                    out.println("warning: " + said);
                    warnings.merge(finding.rule().wire(), 1, Integer::sum);
                }
            }
        }
        return warnings;
    }

    private void print(String document, int known, Set<String> missing) {
        out.printf(
                "coverage of document %s: %d/%d%s%n",
                document,
                known - missing.size(),
                known,
                missing.isEmpty() ? "" : ", missing: " + String.join(" ", missing));
    }

    private void check(Path file, String text) {
        switch (reader.read(text)) {
            case PackReader.Read.Broken broken -> {
                for (Problem.FieldError error : broken.errors()) {
                    errors.add("%s %s: %s".formatted(file, error.pointer(), error.detail()));
                }
            }
            case PackReader.Read.Fits fits -> {
                once(packs, "pack", fits.pack().id(), file.toString());
                for (var question : fits.pack().questions()) {
                    check(file, question);
                }
            }
        }
    }

    private void check(Path file, CuratedQuestion question) {
        once(questions, "question", question.id(), file.toString());
        read.add(question);
        once(slugs, "slug", question.slug(), file.toString());
        var folder = String.valueOf(file.getParent());
        var round = question.content().round().wire();
        if (!folder.equals(round)) {
            errors.add(
                    "%s: %s is of the round %s and belongs into that folder"
                            .formatted(file, question.id(), round));
        }
        asked.add(
                new AskedQuestion(
                        question.id(),
                        question.content().round(),
                        question.content().topics(),
                        question.content().companies(),
                        question.content().level()));
        question.content().covers().forEach(id -> covered.putIfAbsent(id, question.id()));
    }

    private void once(Map<String, String> known, String what, String id, String file) {
        var other = known.putIfAbsent(id, file);
        if (other != null) {
            errors.add("%s: the %s \"%s\" is in %s too".formatted(file, what, id, other));
        }
    }

    private record Ids(Set<String> known, Set<String> missing) {}

    private Map<String, Ids> documents() throws IOException {
        Map<String, Ids> documents = new LinkedHashMap<>();
        var lines = Files.readAllLines(content.resolve("coverage.tsv"));
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split("\t", -1);
            var ids =
                    documents.computeIfAbsent(
                            cells[1], name -> new Ids(new LinkedHashSet<>(), new TreeSet<>()));
            ids.known().add(cells[0]);
            if (!covered.containsKey(cells[0])) {
                ids.missing().add(cells[0]);
            }
        }
        return documents;
    }
}
