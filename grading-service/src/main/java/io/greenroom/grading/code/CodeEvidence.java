package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a grader is told about a Python answer: sentences about what the code does, each with the
 * code that shows it, to be matched with the rubric in place of the code itself.
 *
 * <p>{@link CodeJudgement} does all of this for a grader. How it is used: {@link #does} are
 * passages like sentences of prose, and the only ones that may earn credit for what code does;
 * their span is the quote. {@link #faults} never earn credit but may show a committed red flag, as
 * may {@link #does}. {@link #says} are comments and docstrings: they earn credit for reasons, costs
 * and stated choices, and a claim that {@link Claim#unsupported()} earns none. Where an indicator
 * fits one of the strong answer's own techniques best, {@link CodeComparison#shared()} and {@link
 * CodeComparison#lacking()} tell whether the candidate's code has it, in whatever words and names.
 *
 * @param does what runs, techniques before mere steps
 * @param faults what runs and is known to be wrong, or goes against the strong answer
 * @param says comments and docstrings
 * @param comparison with the strong answer's code
 * @param reading all that was read
 */
public record CodeEvidence(
        List<CodeFact> does,
        List<CodeFact> faults,
        List<Claim> says,
        CodeComparison comparison,
        CodeReading reading) {
    /** Steps that say nothing by themselves. */
    private static final Set<String> SMALL_TALK = Set.of("jump");

    public CodeEvidence {
        does = List.copyOf(does);
        faults = List.copyOf(faults);
        says = List.copyOf(says);
    }

    /**
     * Reads an answer beside the strong one.
     *
     * @param answer Python, or Markdown with fenced Python
     * @param starter the code that the candidate started from; may be empty
     * @param strong the strong answer as it was read by {@link #strong}, which is worth keeping
     */
    public static CodeEvidence of(String answer, String starter, CodeReading strong) {
        var reading = CodeReading.of(answer, starter);
        var comparison = CodeComparison.of(reading, strong);
        var wrong = new ArrayList<CodeFact>();
        for (var contradiction : comparison.contradictions()) {
            wrong.add(contradiction.fact());
        }
        var does = new ArrayList<CodeFact>();
        var steps = new ArrayList<CodeFact>();
        for (var fact : reading.running()) {
            switch (fact.kind()) {
                case TECHNIQUE -> {
                    if (!wrong.contains(fact)) {
                        does.add(fact);
                    }
                }
                case FAULT -> {
                    // One that the strong answer has as well is none.
                    if (!wrong.contains(fact)
                            && comparison.contradictions().stream()
                                    .anyMatch(one -> one.fact().key().equals(fact.key()))) {
                        wrong.add(fact);
                    }
                }
                case STEP -> {
                    if (!SMALL_TALK.contains(fact.family())) {
                        steps.add(fact);
                    }
                }
            }
        }
        does.addAll(steps);
        return new CodeEvidence(does, wrong, reading.claims(), comparison, reading);
    }

    /** Reads the code in a strong answer. */
    public static CodeReading strong(String answer, String starter) {
        return CodeReading.of(answer, starter);
    }
}
