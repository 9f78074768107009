package io.greenroom.grading.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calibration as a table (RFC 4180): one row for each group and each kind of agreement. Text that a
 * spreadsheet would take for a formula is defused.
 */
final class CalibrationCsv {
    private static final String HEADER =
            "by,group,title,between,n,attempts,enough,exact,exactLow,exactHigh,adjacent,adjacentLow,"
                + "adjacentHigh,kappa,kappaLow,kappaHigh,meanDifference,meanDifferenceLow,"
                + "meanDifferenceHigh,severity";
    private static final String FORMULA = "=+-@\t\r";

    private CalibrationCsv() {}

    static String of(CalibrationView view) {
        var rows = new ArrayList<String>();
        rows.add(HEADER);
        rows.add(row("all", "", "", "ai-human", view.aiHuman(), null));
        rows.add(row("all", "", "", "human-human", view.humanHuman(), null));
        for (var group : view.criteria()) {
            var id = group.questionId() + "/" + group.criterionId();
            rows.add(row("criterion", id, group.title(), "ai-human", group.aiHuman(), null));
            rows.add(row("criterion", id, group.title(), "human-human", group.humanHuman(), null));
        }
        for (var group : view.questions()) {
            var id = group.questionId();
            rows.add(row("question", id, group.title(), "ai-human", group.aiHuman(), null));
            rows.add(row("question", id, group.title(), "human-human", group.humanHuman(), null));
        }
        for (var group : view.graders()) {
            rows.add(
                    row(
                            "grader",
                            group.grader() + " " + group.graderVersion(),
                            "",
                            "ai-human",
                            group.aiHuman(),
                            null));
        }
        for (var week : view.drift()) {
            rows.add(row("week", week.week(), "", "ai-human", week.aiHuman(), null));
        }
        for (var reviewer : view.reviewers()) {
            rows.add(
                    row(
                            "reviewer",
                            reviewer.reviewer(),
                            "",
                            "ai-human",
                            reviewer.aiHuman(),
                            reviewer.severity()));
        }
        return String.join("\r\n", rows) + "\r\n";
    }

    private static String row(
            String by,
            String group,
            String title,
            String between,
            Agreement agreement,
            @Nullable Double severity) {
        var cells = new ArrayList<String>();
        cells.addAll(List.of(text(by), text(group), text(title), text(between)));
        cells.add(Integer.toString(agreement.n()));
        cells.add(Integer.toString(agreement.attempts()));
        cells.add(Boolean.toString(agreement.enough()));
        cells.add(figure(agreement.exact()));
        cells.add(figure(agreement.adjacent()));
        cells.add(figure(agreement.kappa()));
        cells.add(figure(agreement.meanDifference()));
        cells.add(number(severity));
        return cells.stream().collect(Collectors.joining(","));
    }

    private static String figure(Agreement.@Nullable Figure figure) {
        return figure == null
                ? ",,"
                : number(figure.value()) + "," + number(figure.low()) + "," + number(figure.high());
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String text(String cell) {
        var safe = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
