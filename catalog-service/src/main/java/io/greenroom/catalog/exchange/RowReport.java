package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.catalog.pack.PackReport;
import io.greenroom.platform.problem.Problem.FieldError;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what comes of each row as it is known, so that long reports need no memory. */
final class RowReport implements Closeable {
    private static final int MOST_ERRORS = 100;

    private final ImportQuestions.Order order;
    private final JsonGenerator json;
    private final Map<ImportReport.Outcome, List<String>> ids =
            new EnumMap<>(ImportReport.Outcome.class);
    private final List<FieldError> inTheWay = new ArrayList<>();

    RowReport(ImportQuestions.Order order) throws IOException {
        this.order = order;
        this.json =
                Candidate.MAPPER
                        .getFactory()
                        .createGenerator(
                                new BufferedOutputStream(Files.newOutputStream(order.report())),
                                JsonEncoding.UTF8);
        for (var outcome : ImportReport.Outcome.values()) {
            ids.put(outcome, new ArrayList<>());
        }
        json.writeStartObject();
        json.writeArrayFieldStart("rows");
    }

    void add(ImportReport.Row row) throws IOException {
        of(row.outcome()).add(String.valueOf(row.questionId()));
        if (row.outcome().isInTheWay()) {
            for (var error : row.errors()) {
                if (inTheWay.size() < MOST_ERRORS) {
                    inTheWay.add(
                            new FieldError(
                                    "/questions/" + (row.row() - 1) + error.pointer(),
                                    error.detail()));
                }
            }
        }
        Candidate.MAPPER.writeValue(json, row);
    }

    /** What keeps the rows from being taken over; pointers begin with the row, from 0. */
    List<FieldError> inTheWay() {
        return inTheWay;
    }

    void finish(
            String pack,
            List<FieldError> errors,
            List<String> remarks,
            @Nullable Integer notComparedFrom)
            throws IOException {
        json.writeEndArray();
        boolean refused = !errors.isEmpty() || !inTheWay.isEmpty();
        var report =
                new ImportReport(
                        "import",
                        pack.isEmpty() ? null : pack,
                        refused ? PackReport.Status.REFUSED : PackReport.Status.LOADED,
                        of(ImportReport.Outcome.ADDED),
                        of(ImportReport.Outcome.CHANGED),
                        of(ImportReport.Outcome.UNCHANGED),
                        errors,
                        order.dryRun(),
                        order.format(),
                        order.as(),
                        !order.dryRun() && !refused,
                        new ImportReport.Summary(
                                of(ImportReport.Outcome.ADDED).size(),
                                of(ImportReport.Outcome.CHANGED).size(),
                                of(ImportReport.Outcome.UNCHANGED).size(),
                                of(ImportReport.Outcome.MERGED).size(),
                                of(ImportReport.Outcome.OMITTED).size(),
                                of(ImportReport.Outcome.INVALID).size(),
                                of(ImportReport.Outcome.CONFLICT).size()),
                        remarks,
                        notComparedFrom);
        ObjectNode rest = Candidate.MAPPER.valueToTree(report);
        for (var field : rest.properties()) {
            json.writeFieldName(field.getKey());
            Candidate.MAPPER.writeTree(json, field.getValue());
        }
        json.writeEndObject();
    }

    private List<String> of(ImportReport.Outcome outcome) {
        return ids.getOrDefault(outcome, List.of());
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
