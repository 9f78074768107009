package io.greenroom.grading.grade;

import io.greenroom.platform.Slugs;

/** How an attempt came by a grade. */
public enum GradeKind {
    /** The first one: the machine's, at once after the answer was handed in. */
    FIRST,
    /** By the wanted grader, in place of a stand-in's. */
    REPLACEMENT,
    /** Of an attempt that could not be graded at first. */
    RETRY,
    /** Applied after a preview. */
    REGRADE,
    /** By a person who was asked to look. */
    REVIEW,
    /** By a person, after the candidate's appeal. */
    APPEAL;

    /** Whether a person decided. */
    public boolean isByPerson() {
        return switch (this) {
            case FIRST, REPLACEMENT, RETRY, REGRADE -> false;
            case REVIEW, APPEAL -> true;
        };
    }

    /** As it goes over the wire. */
    public String wire() {
        return Slugs.of(this);
    }
}
