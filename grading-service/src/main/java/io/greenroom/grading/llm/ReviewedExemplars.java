package io.greenroom.grading.llm;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Question;
import java.util.List;

/** Answers that people reviewed, to show the model how strict people are. Blocks. */
public interface ReviewedExemplars {
    /** There are none: for measuring a grader without a database. */
    ReviewedExemplars NONE = (question, answer, most) -> List.of();

    /**
     * The reviewed answers to that version of the question which are most like the answer, most
     * alike first; never the answer itself, nor another by the same candidate.
     */
    List<Exemplar> nearest(Question question, Answer answer, int most);
}
