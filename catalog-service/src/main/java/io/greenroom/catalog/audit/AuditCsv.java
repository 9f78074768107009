package io.greenroom.catalog.audit;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deeds as CSV (RFC 4180), safe to be opened in a spreadsheet. */
final class AuditCsv {
    static final String HEADING = "time,who,name,action,question,title,summary\r\n";

    private AuditCsv() {}

    static String line(AuditEntry entry) {
        return Stream.of(
                        entry.at().toString(),
                        entry.who(),
                        entry.whoName(),
                        entry.action(),
                        entry.questionId(),
                        entry.title(),
                        entry.summary())
                .map(AuditCsv::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A spreadsheet takes a cell that begins like this for a formula, and would run it. */
    static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
