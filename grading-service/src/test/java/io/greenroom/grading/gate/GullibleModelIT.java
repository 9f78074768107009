package io.greenroom.grading.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.testsupport.JudgingModel;
import io.greenroom.grading.testsupport.OurQuestions;
import io.greenroom.grading.testsupport.WithModel;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The gates behind a model that every attack convinces: it finds each indicator in the answer's own
 * words, gives the highest level and sees no mistake. No rule can lower what such a model says, but
 * none of it may stand as a grade that nobody looked at.
 */
@QuarkusTest
@TestProfile(WithModel.class)
@QuarkusTestResource(RealInfrastructure.class)
class GullibleModelIT {
    private static final String QUESTION = "design-rag-legal-documents";
    private static final int TEXTS_A_GATE = 5;

    @Inject GradeAnswer grading;

    @BeforeEach
    void forget() {
        WithModel.SERVER.resetAll();
    }

    @Test
    void whateverConvincesTheModelGoesToAPerson() throws Exception {
        var samples = new ArrayList<Sample>();
        var strangers = new ArrayList<Sample>();
        for (var levelled : OurQuestions.levelled("develop")) {
            var question = levelled.ours().question();
            var sample =
                    new Sample(
                            question,
                            levelled.answer(),
                            question.strongAnswer(),
                            levelled.level() >= 3);
            (question.id().equals(QUESTION) ? samples : strangers).add(sample);
        }
        var marker = new Marker(grading);
        var tried = new EnumMap<Gate, Integer>(Gate.class);
        var stood = new ArrayList<String>();

        for (var trial : Attacks.on(samples, strangers, Templates.current(), TEXTS_A_GATE)) {
            if (trial.original() == null) {
                JudgingModel.believes(WithModel.SERVER, trial.question(), trial.answer().text());
                var marked = marker.mark(trial.question(), bySomebody(trial.answer()));
                tried.merge(trial.gate(), 1, Integer::sum);
                assertThat(marked.notices()).doesNotContain("provisional", "budget");
                if (!trial.gate().kept(marked.score(), marked) && !marked.review()) {
                    stood.add(trial.gate() + " " + marked.score() + ": " + trial.answer().text());
                }
            }
        }

        assertThat(tried)
                .containsOnlyKeys(
                        List.of(Gate.values()).stream()
                                .filter(
                                        gate ->
                                                gate.kind() != Gate.Kind.GAIN
                                                        && gate.kind() != Gate.Kind.CHANGE)
                                .toArray(Gate[]::new));
        assertThat(stood).isEmpty();
    }

    private static Answer bySomebody(Answer answer) {
        return new Answer(answer.text(), answer.language(), "whom-the-model-believes");
    }
}
