package io.greenroom.grading.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.rubric.Band;
import io.greenroom.grading.rubric.CriterionGrade;
import io.greenroom.grading.rubric.Evidence;
import io.greenroom.grading.rubric.FlagGrade;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Provenance;
import io.greenroom.grading.testsupport.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HumanGradeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final GradeView machine =
            GradeView.of(
                    new Grade(
                            50,
                            Band.LEAN_NO,
                            0.4,
                            false,
                            List.of(
                                    new CriterionGrade(
                                            Fixtures.STABILITY,
                                            2,
                                            0.4,
                                            "Subtracts the maximum.",
                                            List.of(new Evidence("subtract", 2, 10)),
                                            List.of("Says that nothing changes")),
                                    new CriterionGrade(
                                            Fixtures.AXIS,
                                            2,
                                            0.4,
                                            "Names the axis.",
                                            List.of(),
                                            List.of("Keeps the dimension"))),
                            List.of(new FlagGrade(Fixtures.NO_SUM, List.of())),
                            List.of(),
                            List.of(),
                            "Next.",
                            List.of(),
                            new Provenance(
                                    new GraderInfo(
                                            GraderInfo.Kind.EMBEDDED, "embedded-1", "m", null),
                                    1,
                                    null,
                                    NOW,
                                    Duration.ZERO)));

    private final HumanGrade making =
            new HumanGrade(
                    Fixtures.softmax(),
                    new Marks(
                            List.of(mark("stability", 4, "Says why, too."), mark("axis", 2, null)),
                            List.of(),
                            null),
                    machine);

    @Test
    void keepsTheMachinesReasonsWithItsLevelAndOnesOwnWithOnesOwn() {
        var grade = making.of(decide(4, 2), NOW, Duration.ofMinutes(3));

        var stability = grade.criteria().getFirst();
        assertThat(stability.rationale()).isEqualTo("Says why, too.");
        // A person saw more than the machine: what it missed is no gap any more.
        assertThat(stability.missing()).isEmpty();
        var axis = grade.criteria().getLast();
        assertThat(axis.rationale()).isEqualTo("Names the axis.");
        assertThat(axis.missing()).containsExactly("Keeps the dimension");
        assertThat(grade.score()).isEqualTo(80);
        assertThat(grade.band()).isEqualTo(Band.YES);
        assertThat(grade.confidence()).isEqualTo(1);
        assertThat(grade.provenance().grader().kind()).isEqualTo(GraderInfo.Kind.HUMAN);
    }

    @Test
    void aRedFlagThatCountsCapsAPersonsScoreToo() {
        var grade = making.of(decide(4, 4, "no-sum"), NOW, Duration.ZERO);

        assertThat(grade.score()).isEqualTo(70);
        assertThat(grade.redFlags()).hasSize(1);
    }

    @Test
    void saysWhoseLevelWasTaken() {
        assertThat(making.sources(decide(4, 2)))
                .extracting(Decision.Decided::source)
                .containsExactly("own", "both");
        assertThat(making.sources(decide(2, 3)))
                .extracting(Decision.Decided::source)
                .containsExactly("ai", "other");
    }

    private static Marks.CriterionMark mark(String id, int level, @Nullable String note) {
        return new Marks.CriterionMark(
                id, level, List.of(new GradeView.EvidenceView("subtract", 2, 10)), note);
    }

    private static DecideReview decide(int stability, int axis, String... flags) {
        return new DecideReview(
                List.of(
                        new DecideReview.CriterionDecision("stability", stability, null),
                        new DecideReview.CriterionDecision("axis", axis, null)),
                List.of(flags),
                "Well.");
    }
}
