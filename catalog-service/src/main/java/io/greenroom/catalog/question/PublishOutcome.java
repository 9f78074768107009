package io.greenroom.catalog.question;

import io.greenroom.platform.problem.Problem.FieldError;
import java.util.List;

/** What became of one question of a pack. */
public sealed interface PublishOutcome {
    String questionId();

    /** It was not there before: version 1. */
    record Added(String questionId) implements PublishOutcome {}

    /** It says something else than before: a new version. */
    record Changed(String questionId, int version) implements PublishOutcome {}

    /** It says what it said before. */
    record Unchanged(String questionId) implements PublishOutcome {}

    /** A file says something else than the database, which was edited: both stay as they are. */
    record Kept(String questionId) implements PublishOutcome {}

    /**
     * It may not be published as it is; the whole pack is refused. Pointers are into the content.
     */
    record Broken(String questionId, List<FieldError> errors) implements PublishOutcome {
        public Broken {
            errors = List.copyOf(errors);
        }
    }

    /** It cannot be taken over; the whole pack is refused. */
    record Conflict(String questionId, String reason) implements PublishOutcome {}
}
