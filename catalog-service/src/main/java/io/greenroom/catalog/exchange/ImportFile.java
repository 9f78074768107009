package io.greenroom.catalog.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file on its way through; of what went by only ids and slugs are remembered. */
final class ImportFile implements Closeable {
    private static final int MOST_COMPARED = 200;

    private final Codec.Reading reading;
    private final @Nullable RowReport report;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> slugs = new HashMap<>();
    private int rows;
    private int compared;

    ImportFile(Codec.Reading reading, @Nullable RowReport report) {
        this.reading = reading;
        this.report = report;
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

    /** Comparing costs some ten milliseconds each: the first of a long file have to do. */
    boolean comparesOneMore() {
        return compared++ < MOST_COMPARED;
    }

    void report(List<ImportQuestions.Plan> plans) throws IOException {
        for (var plan : plans) {
            requireReport().add(plan.row());
        }
    }

    @Override
    public void close() throws IOException {
        try (reading) {
            if (report != null) {
                report.close();
            }
        }
    }
}
