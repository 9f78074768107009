package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.greenroom.platform.problem.Problem.FieldError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question a row, a field a column. Lists stand one item a line in their cell. A spreadsheet must
 * not take a cell for a formula, so those that look like one are written with an apostrophe before
 * them, which reading takes away again. A formula that comes in without it is refused.
 */
final class CsvCodec implements Codec {
    private static final int HEAD = 8 * 1024;
    private static final int LONGEST_CELL = 100_000;
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final CsvMapper mapper =
            CsvMapper.builder(
                            CsvFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(LONGEST_CELL)
                                                    .build())
                                    .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
                                    .build())
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                    .build();

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public List<Loss> losses() {
        return List.of(
                Loss.lost("pack", "The pack's own fields have no column."),
                Loss.lost("starterCode", "An empty starter code comes back as none."));
    }

    @Override
    public ObjectNode comesBack(ObjectNode content) {
        var copy = content.deepCopy();
        if (copy.path("starterCode").asText("x").isEmpty()) {
            copy.remove("starterCode");
        }
        return copy;
    }

    @Override
    public Writing write(OutputStream out, FileHeader header) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        // Without it, Excel takes UTF-8 for Windows-1252.
        writer.write(BYTE_ORDER_MARK);
        var schema = CsvSchema.builder().setLineSeparator("\r\n").build();
        var rows = mapper.writer(schema).writeValues(writer);
        rows.write(CsvColumns.NAMES);
        return new Rows(rows);
    }

    private record Rows(SequenceWriter rows) implements Writing {
        @Override
        public void add(ExchangedQuestion question) throws IOException {
            rows.write(CsvColumns.cellsOf(question).stream().map(CsvCodec::disarmed).toList());
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    /** "=1+1" becomes "'=1+1", and "'=1+1" becomes "''=1+1", so that both come back. */
    static String disarmed(String cell) {
        return looksLikeFormula(cell) ? "'" + cell : cell;
    }

    static String armed(String cell) {
        return cell.startsWith("'") && looksLikeFormula(cell) ? cell.substring(1) : cell;
    }

    private static boolean looksLikeFormula(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) == '\'') {
            first++;
        }
        return first < cell.length() && FORMULA.indexOf(cell.charAt(first)) >= 0;
    }

    @Override
    public Reading read(InputStream in) throws IOException {
        var guarded = GuardedInput.of(in);
        var reader =
                new BufferedReader(new InputStreamReader(guarded, StandardCharsets.UTF_8), HEAD);
        ObjectReader rows =
                mapper.readerFor(String[].class)
                        .with(CsvSchema.emptySchema().withColumnSeparator(separator(reader)));
        return new Table(guarded, rows.readValues((Reader) reader));
    }

    /** Whichever of comma, semicolon and tab the first line has most of. */
    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(HEAD);
        var head = new char[HEAD - 1];
        int read = reader.read(head);
        reader.reset();
        var line = read < 0 ? "" : new String(head, 0, read).lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    private static final class Table implements Reading {
        private final GuardedInput guarded;
        private final MappingIterator<String[]> rows;
        private final List<String> remarks = new ArrayList<>();
        private @Nullable List<String> columns;
        private int row;

        Table(GuardedInput guarded, MappingIterator<String[]> rows) {
            this.guarded = guarded;
            this.rows = rows;
        }

        @Override
        public @Nullable ExchangedQuestion next() throws IOException {
            try {
                var names = columns;
                if (names == null) {
                    names = columns();
                    columns = names;
                }
                while (true) {
                    guarded.unit();
                    if (!rows.hasNextValue()) {
                        return null;
                    }
                    int line = rows.getParser().currentTokenLocation().getLineNr();
                    var cells = rows.nextValue();
                    if (isBlank(cells)) {
                        continue;
                    }
                    row++;
                    return question(names, cells, line);
                }
            } catch (JsonProcessingException | RuntimeJsonMappingException e) {
                var refused = Refused.within(e);
                throw refused != null
                        ? refused
                        : new Refused(
                                Refused.Kind.UNREADABLE,
                                "Not valid CSV after row %d: %s"
                                        .formatted(
                                                row,
                                                e instanceof JsonProcessingException json
                                                        ? json.getOriginalMessage()
                                                        : e.getMessage()));
            }
        }

        private static boolean isBlank(String[] cells) {
            for (var cell : cells) {
                if (cell != null && !cell.isBlank()) {
                    return false;
                }
            }
            return true;
        }

        private List<String> named(String[] cells) throws Refused {
            var names = new ArrayList<String>();
            var seen = new HashSet<String>();
            for (var cell : cells) {
                var name = armed(cell).strip().toLowerCase(Locale.ROOT).replace(' ', '_');
                if (!name.isEmpty() && !seen.add(name)) {
                    throw new Refused(
                            Refused.Kind.UNREADABLE,
                            "The column \"%s\" comes twice.".formatted(cell));
                }
                if (!name.isEmpty() && !CsvColumns.NAMES.contains(name)) {
                    remarks.add("The column \"%s\" is not known and is left out.".formatted(cell));
                }
                names.add(name);
            }
            return names;
        }

        private List<String> columns() throws IOException {
            var names = rows.hasNextValue() ? named(rows.nextValue()) : List.<String>of();
            if (!names.contains("title")) {
                throw new Refused(
                        Refused.Kind.UNREADABLE,
                        "The first row names the columns, and one of them is \"title\".");
            }
            return names;
        }

        private ExchangedQuestion question(List<String> names, String[] cells, int line) {
            Map<String, String> byName = new TreeMap<>();
            var errors = new ArrayList<FieldError>();
            for (int i = 0; i < cells.length; i++) {
                if (i < names.size()) {
                    var cell = cells[i] == null ? "" : cells[i];
                    if (Formulas.isFormula(cell)) {
                        errors.add(
                                new FieldError(
                                        "",
                                        "The column \"%s\" has a formula. Is it text? Write an apostrophe before it."
                                                .formatted(names.get(i))));
                    }
                    byName.put(names.get(i), armed(cell));
                } else if (cells[i] != null && !cells[i].isBlank()) {
                    errors.add(new FieldError("", "The row has more cells than the first row."));
                    break;
                }
            }
            return new ExchangedQuestion(
                    row,
                    line,
                    CsvColumns.nullIfBlank(byName.get("id")),
                    CsvColumns.nullIfBlank(byName.get("slug")),
                    null,
                    CsvColumns.contentOf(byName),
                    errors,
                    List.of());
        }

        @Override
        public List<String> remarks() {
            return remarks;
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
