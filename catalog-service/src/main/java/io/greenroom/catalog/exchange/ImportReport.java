package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.catalog.curation.ContentChange;
import io.greenroom.catalog.curation.FourEyes;
import io.greenroom.catalog.duplicate.Duplicate;
import io.greenroom.catalog.duplicate.Twin;
import io.greenroom.catalog.pack.PackReport;
import io.greenroom.platform.problem.Problem.FieldError;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came, or would come, of a file: as for a pack of the content directory, and row by row.
 *
 * @param applied false of a dry run
 * @param remarks what the file has beside its questions and is not taken over
 * @param notComparedFrom the first row of a very long file that nobody had the time to compare with
 *     the questions that are here; null when all were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReport(
        String source,
        @Nullable String packId,
        PackReport.Status status,
        List<String> added,
        List<String> changed,
        List<String> unchanged,
        List<FieldError> errors,
        boolean dryRun,
        Format format,
        As as,
        boolean applied,
        Summary summary,
        List<String> remarks,
        @Nullable Integer notComparedFrom) {
    ImportReport {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
        errors = List.copyOf(errors);
        remarks = List.copyOf(remarks);
    }

    /** What questions of a file become. */
    enum As {
        /** May be incomplete. */
        DRAFTS,
        /** Could be published as they are; somebody else has to look at them before. */
        REVIEW,
        PUBLISHED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether they have to be without fault. */
        boolean isToBePublished() {
            return this != DRAFTS;
        }

        /** The same; but nobody publishes alone what another has to look at. */
        As under(FourEyes fourEyes) {
            return this == PUBLISHED && fourEyes.areDemanded() ? REVIEW : this;
        }
    }

    /** What becomes of a row. */
    enum Outcome {
        ADDED,
        CHANGED,
        UNCHANGED,
        /** Another question takes over what only it has. */
        MERGED,
        /** It was to be left out. */
        OMITTED,
        /** It breaks rules. */
        INVALID,
        /** It cannot be taken over as things stand. */
        CONFLICT;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing of the file is taken over because of it. */
        boolean isInTheWay() {
            return this == INVALID || this == CONFLICT;
        }
    }

    /** How many rows came to what. */
    record Summary(
            int added,
            int changed,
            int unchanged,
            int merged,
            int omitted,
            int invalid,
            int conflict) {}

    /**
     * One question of the file.
     *
     * @param duplicates questions that are here and say nearly the same
     * @param twins earlier rows of the file that do
     * @param choice what was chosen for it; null when it is simply taken over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            int row,
            @Nullable Integer line,
            @Nullable String questionId,
            @Nullable String title,
            Outcome outcome,
            List<ContentChange> changes,
            List<FieldError> errors,
            List<String> losses,
            List<Near> duplicates,
            List<Twin> twins,
            @Nullable String choice) {
        Row {
            changes = List.copyOf(changes);
            errors = List.copyOf(errors);
            losses = List.copyOf(losses);
            duplicates = List.copyOf(duplicates);
            twins = List.copyOf(twins);
        }

        Row with(List<Duplicate> near, List<Twin> alike) {
            return new Row(
                    row,
                    line,
                    questionId,
                    title,
                    outcome,
                    changes,
                    errors,
                    losses,
                    near.stream().map(Near::of).toList(),
                    alike,
                    choice);
        }

        Row with(Choice chosen) {
            return new Row(
                    row,
                    line,
                    questionId,
                    title,
                    outcome,
                    changes,
                    errors,
                    losses,
                    duplicates,
                    twins,
                    chosen.wire());
        }
    }

    /** A question that says nearly the same. */
    record Near(String id, String title, double similarity) {
        static Near of(Duplicate duplicate) {
            return new Near(duplicate.id(), duplicate.title(), duplicate.similarity());
        }
    }
}
