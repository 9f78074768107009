package io.greenroom.catalog.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.question.QuestionContent.Level;
import io.greenroom.catalog.question.QuestionContent.LevelRange;
import io.greenroom.catalog.question.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckLearningTest {
    private static final Path EXAMPLES = Path.of("src/test/content");

    private static final List<AskedQuestion> QUESTIONS =
            List.of(
                    question("coding-stable-softmax", Round.CODING, "numerical-stability"),
                    question("coding-top-k", Round.CODING, "attention"),
                    question("design-rate-limiter", Round.SYSTEM_DESIGN, "serving"),
                    question("design-vector-database", Round.SYSTEM_DESIGN, "attention"));

    @TempDir private Path content = Path.of("unset");

    @BeforeEach
    void theExamplesAreCopied() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = content.resolve(EXAMPLES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void theExamplesAreSound() throws IOException {
        var report = CheckLearning.check(content, QUESTIONS);

        assertThat(report.faults()).isEmpty();
        assertThat(report.counts()).containsEntry("topics", 2).containsEntry("loops", 1);
    }

    @Test
    void whatQuestionsNameAndNobodyDescribesIsAGap() throws IOException {
        assertThat(CheckLearning.check(content, QUESTIONS).gaps())
                .contains("topics without a page: serving")
                .anySatisfy(gap -> assertThat(gap).startsWith("rounds without a page: behavioral"));
    }

    /** Every reference from a file to something else, each broken in turn. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics.yaml | related: [numerical-stability] | related: [nowhere] |"
                        + " /topics/0/related/0: There is no topic \"nowhere\".",
                "topics.yaml | related: [numerical-stability] | related: [attention] | not related"
                        + " to itself",
                "collections.yaml | coding-top-k | coding-nowhere | /collections/0/questions/1:"
                        + " There is no question \"coding-nowhere\".",
                "companies/frontier-lab.yaml | loop: frontier-research-engineer | loop: nowhere |"
                        + " /loop: There is no loop \"nowhere\".",
                "companies/frontier-lab.yaml | topics: [attention, | topics: [nowhere, | /topics/0:"
                        + " There is no topic",
                "loops/frontier-research-engineer.yaml | companies: [frontier-lab] | companies:"
                        + " [nowhere] | /companies/0: There is no company",
                "loops/frontier-research-engineer.yaml | questions: [design-vector-database] |"
                        + " questions: [nowhere] | /rounds/2/questions/0: There is no question"
                        + " \"nowhere\".",
                "loops/frontier-research-engineer.yaml | topics: [numerical-stability, | topics:"
                        + " [nowhere, | /rounds/1/pick/topics/0: There is no topic",
                "loops/frontier-research-engineer.yaml | count: 1 | count: 5 | /rounds/1/pick: Only"
                        + " 2 coding questions fit",
                "loops/frontier-research-engineer.yaml | min: L4 | min: L7 | The lowest level is"
                        + " above the highest.",
                "loops/frontier-research-engineer.yaml | id: coding | id: screen | comes twice",
                "plans/two-weeks.yaml | topic: attention | topic: nowhere |"
                        + " /weeks/0/activities/0/topic: There is no topic",
                "plans/two-weeks.yaml | guide: star-stories | guide: nowhere | There is no guide"
                        + " \"nowhere\".",
                "plans/two-weeks.yaml | loop: frontier-research-engineer | loop: nowhere | There is"
                        + " no loop \"nowhere\".",
                "plans/two-weeks.yaml | count: 2 | count: 9 | It asks for 9 questions, and there"
                        + " are 2.",
                "plans/two-weeks.yaml | number: 2 | number: 3 | Weeks are numbered",
                "rounds/coding.yaml | id: coding | id: domain | must be the file's name",
                "guides/star-stories.yaml | behavioral | singing | /rounds/0",
                "guides/star-stories.yaml | title: Stories that hold | titel: Stories | titel"
            })
    void everyBrokenReferenceIsNamedAtItsPlace(
            String file, String right, String wrong, String fault) throws IOException {
        var path = content.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(right);
        Files.writeString(path, text.replace(right, wrong));

        var faults = CheckLearning.check(content, QUESTIONS).faults();

        assertThat(faults).anySatisfy(found -> assertThat(found.toString()).contains(file, fault));
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreTaken() throws IOException {
        Files.writeString(content.resolve("topics.yaml"), "topics: [");

        var read = LearningReader.read(content);

        assertThat(read.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("topics.yaml", "line"));
        assertThat(read.content().topics()).isEmpty();
        assertThat(read.content().loops()).hasSize(1);
    }

    @Test
    void nothingThereIsNothingWrong() throws IOException {
        var read = LearningReader.read(content.resolve("nowhere"));

        assertThat(read.faults()).isEmpty();
        assertThat(read.content().plans()).isEmpty();
    }

    private static AskedQuestion question(String id, Round round, String topic) {
        return new AskedQuestion(
                id, round, List.of(topic), List.of(), new LevelRange(Level.L5, Level.L6));
    }
}
