package io.greenroom.grading.testsupport;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Judges as it is told, and keeps what it was asked. */
public final class FakeGrader implements RubricGrader {
    private static final GraderInfo INFO =
            new GraderInfo(GraderInfo.Kind.EMBEDDED, "fake-1", "none", null);

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<FlagHit> flags = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean failing;

    public FakeGrader gives(String criterion, int level, String... quotes) {
        verdicts.add(new Verdict(criterion, level, 0.8, "Because.", List.of(quotes), List.of()));
        return this;
    }

    public FakeGrader flags(String redFlag, String... quotes) {
        flags.add(new FlagHit(redFlag, List.of(quotes)));
        return this;
    }

    public FakeGrader failing() {
        failing = true;
        return this;
    }

    /** The texts that were to be graded. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public GraderInfo info() {
        return INFO;
    }

    @Override
    public Assessment assess(Question question, Answer answer) {
        asked.add(answer.text());
        if (failing) {
            throw new GraderFailedException("Told to fail");
        }
        return new Assessment(INFO, false, verdicts, flags, null);
    }
}
