package io.greenroom.session.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InterviewerFiguresTest {
    private static final UUID SESSION = new UUID(2, 1);

    @Test
    void saysHowSomebodyMarksBesideTheOthersAndHowLittleThatIs() {
        var figures =
                InterviewerFigures.of(
                        List.of(
                                new InterviewerFigures.Held(SESSION, "id-iris", "iris", 4),
                                new InterviewerFigures.Held(SESSION, "id-ivan", "ivan", 4)),
                        List.of(
                                level(1, "stability", "id-iris", 4),
                                level(1, "stability", "id-ivan", 2),
                                level(1, "axis", "id-iris", 3),
                                level(1, "axis", "id-ivan", 3),
                                level(1, "explanation", "id-iris", 0)));

        assertThat(figures.items()).extracting("name").containsExactly("iris", "ivan");
        var iris = figures.items().getFirst();
        assertThat(iris.severity()).isEqualTo(new InterviewerFigures.Severity(2, 1, 1.0, false));
        assertThat(iris.agreement())
                .isEqualTo(new InterviewerFigures.Agreement(2, 1, 0.5, 0.5, 1.0, false));
        assertThat(iris.ratings()).isEqualTo(new InterviewerFigures.Ratings(1, 4.0, false));
        assertThat(figures.items().getLast().severity())
                .isEqualTo(new InterviewerFigures.Severity(2, 1, -1.0, false));
    }

    @Test
    void whoMarksAloneHasNoSeverity() {
        var figures =
                InterviewerFigures.of(
                        List.of(new InterviewerFigures.Held(SESSION, "id-iris", "iris", null)),
                        List.of(level(1, "stability", "id-iris", 4)));

        var iris = figures.items().getFirst();
        assertThat(iris.severity()).isNull();
        assertThat(iris.agreement()).isNull();
        assertThat(iris.ratings()).isNull();
    }

    @Test
    void tenAnswersAreEnough() {
        var levels = new ArrayList<InterviewerFigures.Level>();
        for (int answer = 1; answer <= InterviewerFigures.FEWEST; answer++) {
            levels.add(level(answer, "axis", "id-iris", 2));
            levels.add(level(answer, "axis", "id-ivan", 3));
        }

        var iris =
                InterviewerFigures.of(
                                List.of(
                                        new InterviewerFigures.Held(
                                                SESSION, "id-iris", "iris", null)),
                                levels)
                        .items()
                        .getFirst();

        assertThat(iris.severity()).isEqualTo(new InterviewerFigures.Severity(10, 10, -1.0, true));
    }

    private static InterviewerFigures.Level level(
            int item, String criterion, String interviewer, int level) {
        return new InterviewerFigures.Level(
                SESSION, new UUID(3, item), criterion, interviewer, level);
    }
}
