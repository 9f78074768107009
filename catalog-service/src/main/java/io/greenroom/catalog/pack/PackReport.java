package io.greenroom.catalog.pack;

import io.greenroom.platform.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pack.
 *
 * @param source the file's name under the content directory, or "import"
 * @param packId null when the pack is too broken to tell
 * @param kept questions of which the database says something else, because somebody edited them
 * @param errors why it was refused; empty when it was taken over
 */
public record PackReport(
        String source,
        @Nullable String packId,
        Status status,
        List<String> added,
        List<String> changed,
        List<String> unchanged,
        List<String> kept,
        List<Problem.FieldError> errors) {
    public PackReport {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
        kept = List.copyOf(kept);
        errors = List.copyOf(errors);
    }

    /** Taken over whole, or refused whole. */
    public enum Status {
        LOADED,
        REFUSED
    }

    static PackReport refused(
            String source, @Nullable String packId, List<Problem.FieldError> errors) {
        return new PackReport(
                source, packId, Status.REFUSED, List.of(), List.of(), List.of(), List.of(), errors);
    }
}
