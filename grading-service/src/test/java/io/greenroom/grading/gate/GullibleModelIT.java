package io.greenroom.grading.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Question;
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
import java.util.HashSet;
import java.util.Set;
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
    /** Of each round, and of each way to answer. */
    private static final Set<String> QUESTIONS =
            Set.of(
                    "behavioral-escalation",
                    "behavioral-trusted-ai-output",
                    "coding-scaled-dot-product-attention",
                    "coding-streaming-top-k",
                    "design-multi-tenant-inference",
                    "design-rag-legal-documents");

    private static final int TEXTS_A_GATE = 12;

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
            (QUESTIONS.contains(question.id()) ? samples : strangers).add(sample);
        }
        var tried = new EnumMap<Gate, Integer>(Gate.class);
        var asked = new HashSet<String>();
        var stood = new ArrayList<String>();

        for (var trial : Attacks.on(samples, strangers, Templates.current(), TEXTS_A_GATE)) {
            var marked = convinced(trial.question(), trial.answer());
            tried.merge(trial.gate(), 1, Integer::sum);
            asked.add(trial.question().id());
            var original = trial.original();
            double value = marked.score();
            if (original != null) {
                // What it may lose is the stand-in's doing: it quotes padding that it was not sent.
                value -= convinced(trial.question(), original).score();
            }
            if (!trial.gate().kept(value, marked) && !marked.review()) {
                stood.add(trial.gate() + " " + value + ": " + trial.answer().text());
            }
        }

        assertThat(tried).containsOnlyKeys(Gate.values());
        assertThat(asked).isEqualTo(QUESTIONS);
        System.out.printf("behind a model that believes everything: %s%n", tried);
        assertThat(stood).isEmpty();
    }

    private Marked convinced(Question question, Answer answer) throws Exception {
        JudgingModel.believes(WithModel.SERVER, question, answer.text());
        var marked = new Marker(grading).mark(question, bySomebody(answer));
        assertThat(marked.notices()).doesNotContain("provisional", "budget");
        return marked;
    }

    private static Answer bySomebody(Answer answer) {
        return new Answer(answer.text(), answer.language(), "whom-the-model-believes");
    }
}
