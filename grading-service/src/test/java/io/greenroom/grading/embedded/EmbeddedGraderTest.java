package io.greenroom.grading.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.Quotes;
import io.greenroom.grading.rubric.Verdict;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.grading.testsupport.OurQuestions;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedGraderTest {
    private static final EmbeddedGrader GRADER = SharedGrader.GRADER;

    private static final String GOOD =
            "Take the largest entry of every row and subtract it first, so exp never sees a"
                + " positive number. Adding the same constant to a whole row leaves the softmax as"
                + " it was. I sum over the last axis with the dimension kept, so the division"
                + " broadcasts, and divide by the sum of the exponentials.";

    @Test
    void findsIndicatorsInOtherWords() {
        var verdicts = assess(GOOD).verdicts();

        assertThat(verdicts).extracting(Verdict::level).allMatch(level -> level >= 2);
        for (var verdict : verdicts) {
            assertThat(Quotes.verified(verdict.quotes(), GOOD)).isNotEmpty();
            assertThat(verdict.rationale()).isNotBlank();
        }
    }

    @Test
    void findsNothingInAnotherSubject() {
        var verdicts =
                assess("A good sourdough needs time, warm water and a lively starter. Bake it hot.")
                        .verdicts();

        assertThat(verdicts).extracting(Verdict::level).containsOnly(0);
        assertThat(verdicts).allSatisfy(verdict -> assertThat(verdict.missing()).hasSize(2));
    }

    @Test
    void whatIsDeniedIsNotShown() {
        var affirmed = "I subtract the row maximum from the scores before exponentiating.";
        var denied = "I do not subtract the row maximum from the scores before exponentiating.";

        assertThat(assess(affirmed).verdicts().getFirst().level()).isGreaterThanOrEqualTo(2);
        assertThat(assess(denied).verdicts().getFirst().level()).isLessThanOrEqualTo(1);
    }

    @Test
    void findsACommittedMistakeAndAnOmission() {
        var mistaken =
                assess(
                        "I exponentiate the raw scores directly; overflow is not a problem in"
                                + " practice. That is all there is to it.");

        assertThat(mistaken.flags()).extracting("redFlagId").contains("no-shift", "no-sum");
        assertThat(assess("I would look it up and ask a colleague to write it.").flags())
                .extracting("redFlagId")
                .contains("no-sum");
        assertThat(assess(GOOD).flags()).isEmpty();
    }

    /** Words about figures and targets are no figure. */
    @Test
    void aVagueAnswerOmitsWhatItOnlyHasTheWordsFor() {
        var vague = answerAtLevel("behavioral-killed-own-project", "weak");
        var concrete = answerAtLevel("behavioral-killed-own-project", "solid");

        assertThat(flags(vague)).contains("no-deciding-evidence");
        assertThat(flags(concrete)).doesNotContain("no-deciding-evidence");
    }

    @Test
    void anAnswerToAnotherQuestionEarnsNothingByAReferenceAlone() {
        var elsewhere =
                assess(
                        "Routing tables become smaller, and billions of end systems get an address;"
                                + " the header is simpler, so that routers need less time for it.");

        assertThat(elsewhere.verdicts())
                .allSatisfy(verdict -> assertThat(verdict.estimate()).isLessThanOrEqualTo(0.8));
    }

    @Test
    void theSameAnswerIsJudgedTheSame() {
        assertThat(assess(GOOD)).isEqualTo(assess(GOOD));
    }

    @Test
    void aVeryLongLineIsJudgedToo() {
        assertThat(assess("softmax subtracts the maximum ".repeat(1_300)).verdicts()).hasSize(2);
    }

    @Test
    void saysHowSureItIs() {
        assertThat(assess(GOOD).verdicts())
                .allSatisfy(verdict -> assertThat(verdict.confidence()).isBetween(0.05, 0.8));
    }

    private static List<String> flags(OurQuestions.Levelled answer) {
        return GRADER.assess(answer.ours().question(), answer.answer()).flags().stream()
                .map(FlagHit::redFlagId)
                .toList();
    }

    private static OurQuestions.Levelled answerAtLevel(String question, String kind) {
        return OurQuestions.levelled("develop").stream()
                .filter(one -> one.ours().id().equals(question) && one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Assessment assess(String text) {
        return GRADER.assess(Fixtures.softmax(), Fixtures.answer(text));
    }
}
