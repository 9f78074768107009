package io.greenroom.catalog.exchange;

import io.greenroom.catalog.duplicate.AskedBefore;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way through; of what went by only ids and slugs are remembered, and of its new
 * questions which words they hold.
 */
final class ImportFile implements Closeable {
    private final Codec.Reading reading;
    private final @Nullable RowReport report;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> slugs = new HashMap<>();
    private final Duration comparing;
    private @Nullable AskedBefore before;
    private int rows;
    private Duration compared = Duration.ZERO;
    private @Nullable Integer notComparedFrom;

    /**
     * @param comparing how long its rows may be compared with what is here
     */
    ImportFile(Codec.Reading reading, @Nullable RowReport report, Duration comparing) {
        this.reading = reading;
        this.report = report;
        this.comparing = comparing;
    }

    Codec.Reading reading() {
        return reading;
    }

    int rows() {
        return rows;
    }

    /** Whether this is the first way through, on which all is looked at. */
    boolean isReported() {
        return report != null;
    }

    RowReport requireReport() {
        if (report == null) {
            throw new IllegalStateException("This time nothing is reported");
        }
        return report;
    }

    /** The next questions, none after the last. */
    List<Candidate> next(int most, Format format) throws IOException {
        var batch = new ArrayList<Candidate>();
        while (batch.size() < most) {
            var question = reading.next();
            if (question == null) {
                break;
            }
            rows++;
            batch.add(Candidate.of(question, format));
        }
        return batch;
    }

    /** Notes id and slug of a row, and tells if an earlier row has one of them. */
    @Nullable String sameBefore(String id, String slug, int row) {
        var sameId = ids.putIfAbsent(id, row);
        if (sameId != null) {
            return "The id \"%s\" comes twice: in row %d too.".formatted(id, sameId);
        }
        var sameSlug = slugs.putIfAbsent(slug, row);
        return sameSlug == null
                ? null
                : "The slug \"%s\" comes twice: in row %d too.".formatted(slug, sameSlug);
    }

    /** Whether there is time to compare this row; notes it when there is none. */
    boolean mayCompare(int row) {
        if (compared.compareTo(comparing) < 0) {
            return true;
        }
        if (notComparedFrom == null) {
            notComparedFrom = row;
        }
        return false;
    }

    /** What its new questions ask that went by. */
    AskedBefore before() throws IOException {
        var known = before;
        if (known == null) {
            known = new AskedBefore();
            before = known;
        }
        return known;
    }

    void compared(Duration took) {
        compared = compared.plus(took);
    }

    /** The first row for which there was no time; null when there was enough. */
    @Nullable Integer notComparedFrom() {
        return notComparedFrom;
    }

    void report(List<ImportQuestions.Plan> plans) throws IOException {
        for (var plan : plans) {
            requireReport().add(plan.row());
        }
    }

    @Override
    public void close() throws IOException {
        try (reading;
                var rowsBefore = before) {
            if (report != null) {
                report.close();
            }
        }
    }
}
