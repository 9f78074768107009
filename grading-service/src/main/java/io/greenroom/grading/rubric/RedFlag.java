package io.greenroom.grading.rubric;

import java.util.List;

/**
 * A described mistake that bounds the score.
 *
 * @param cap the score cannot pass this once the flag is hit
 * @param signals of a mistake that is committed: sentences as such an answer says them; of one that
 *     is an omission: statements of which a sound answer makes at least one
 */
public record RedFlag(
        String id,
        String title,
        Severity severity,
        int cap,
        Kind kind,
        String description,
        List<String> signals) {
    /** How bad the mistake is. */
    public enum Severity {
        MINOR,
        MAJOR,
        CRITICAL
    }

    /** Whether the mistake lies in what an answer says or in what it leaves out. */
    public enum Kind {
        COMMITS,
        OMITS
    }

    public RedFlag {
        if (cap < 0 || cap > 95) {
            throw new IllegalArgumentException("Red flag " + id + " must cap at 0 to 95");
        }
        signals = List.copyOf(signals);
    }
}
