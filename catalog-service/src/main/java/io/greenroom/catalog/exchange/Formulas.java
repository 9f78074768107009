package io.greenroom.catalog.exchange;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a spreadsheet's formula from code, mathematics and lists that begin with the same sign.
 *
 * <p>What begins with an equals sign is a formula. What begins with another sign is one when all of
 * it can be read as an expression, and a spreadsheet could work it out: a file of cells defines no
 * names, so with a word in it that is neither a cell nor a function, it could not. What fetches
 * from elsewhere, or calls a program, is one whatever stands beside it.
 */
final class Formulas {
    /** No spreadsheet takes a longer one, or one that is nested deeper. */
    private static final int LONGEST = 8192;

    private static final int DEEPEST = 64;

    /** "cmd|'/C calc'!A0", also without quotes. A bar before a text that is compared is none. */
    private static final Pattern CALLS_A_PROGRAM =
            Pattern.compile(
                    "[\\w']\\s*\\|\\s*'[^']*+(?:''[^']*+){0,50}+'!(?!=)"
                            + "|\\w\\|\\w[^|\\s!']*!\\$?[A-Za-z]{1,3}\\$?[0-9]+");

    private static final Pattern CELL = Pattern.compile("\\$?[A-Za-z]{1,3}\\$?[1-9][0-9]{0,6}");
    private static final Pattern COLUMN = Pattern.compile("\\$?[A-Za-z]{1,3}");
    private static final Pattern ROW = Pattern.compile("\\$?[1-9][0-9]{0,6}");

    /** Ask somebody else, or open a way there. */
    private static final Set<String> OUTWARD =
            Set.of(
                    "HYPERLINK",
                    "WEBSERVICE",
                    "FILTERXML",
                    "IMPORTXML",
                    "IMPORTDATA",
                    "IMPORTFEED",
                    "IMPORTHTML",
                    "IMPORTRANGE",
                    "DDE",
                    "RTD");

    /** Even where what is around it is no expression: not everybody is as strict as this one. */
    private static final Pattern ASKS_ELSEWHERE =
            Pattern.compile(
                    "\\b(?:" + String.join("|", OUTWARD) + ")\\s*\\(", Pattern.CASE_INSENSITIVE);

    /** Not N and T, which are more often a distribution and a temperature. */
    private static final Set<String> FUNCTIONS =
            Set.of(
                    """
                    ABS ACOS ADDRESS AGGREGATE AND ARRAYFORMULA ASIN ATAN ATAN2 AVERAGE AVERAGEIF
                    AVERAGEIFS BASE CALL CEILING CELL CHAR CHOOSE CLEAN CODE COLUMN COLUMNS COMBIN
                    CONCAT CONCATENATE CONVERT CORREL COS COSH COUNT COUNTA COUNTBLANK COUNTIF
                    COUNTIFS COVAR DATE DATEDIF DATEVALUE DAY DAYS DECIMAL DEGREES DETECTLANGUAGE
                    DOLLAR EDATE ENCODEURL EOMONTH ERF ERFC EVALUATE EVEN EXACT EXEC EXP FACT FALSE
                    FILTER FIND FIXED FLATTEN FLOOR FORECAST FORMULATEXT FREQUENCY FV GAMMA GCD
                    GEOMEAN GOOGLEFINANCE GOOGLETRANSLATE HLOOKUP HOUR IF IFERROR IFNA IFS IMAGE
                    INDEX INDIRECT INFO INT INTERCEPT IRR ISBLANK ISERROR ISNUMBER ISTEXT LAMBDA
                    LARGE LCM LEFT LEN LET LINEST LN LOG LOG10 LOOKUP LOWER MATCH MAX MAXIFS MEDIAN
                    MID MIN MINIFS MINUTE MOD MODE MONTH NA NORMDIST NOT NOW NPV ODD OFFSET OR
                    PERCENTILE PI PMT POWER PRODUCT PROPER QUARTILE QUERY QUOTIENT RADIANS RAND
                    RANDBETWEEN RANK REGEXEXTRACT REGEXMATCH REGEXREPLACE REGISTER REGISTER.ID
                    REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS RUN SEARCH SECOND SEQUENCE
                    SHEET SIGN SIN SINH SLOPE SMALL SORT SORTBY SPARKLINE SPLIT SQRT STDEV STDEV.P
                    STDEV.S STDEVP SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SWITCH TAN
                    TANH TEXT TEXTJOIN TIME TIMEVALUE TODAY TRANSPOSE TREND TRIM TRUE TRUNC TYPE
                    UNICHAR UNICODE UNIQUE UPPER VALUE VAR VAR.P VAR.S VARP VLOOKUP VSTACK WEEKDAY
                    WEEKNUM WORKDAY XLOOKUP XMATCH XOR YEAR
                    """
                            .strip()
                            .split("\\s+"));

    private static final String SIGNS = "+-@";

    private Formulas() {}

    /** Whether a spreadsheet, or a program behind one, would run it. */
    static boolean isFormula(String cell) {
        var text = plain(cell);
        if (text.isEmpty()) {
            return false;
        }
        if (text.charAt(0) == '=') {
            return true;
        }
        if (SIGNS.indexOf(text.charAt(0)) < 0) {
            return false;
        }
        if (CALLS_A_PROGRAM.matcher(text).find() || ASKS_ELSEWHERE.matcher(text).find()) {
            return true;
        }
        return text.length() <= LONGEST && new Expression(text).calculates();
    }

    /** Without blank space before it that spreadsheets overlook; full-width signs as others. */
    private static String plain(String cell) {
        int first = 0;
        while (first < cell.length() && "\t\r\n".indexOf(cell.charAt(first)) >= 0) {
            first++;
        }
        var plain = new StringBuilder(cell.length() - first);
        for (int i = first; i < cell.length(); i++) {
            char c = cell.charAt(i);
            plain.append(c >= '！' && c <= '～' ? (char) (c - '！' + '!') : c);
        }
        return plain.toString();
    }

    private static String nameOf(String function) {
        return function.toUpperCase(Locale.ROOT).replaceFirst("^(_XLFN\\.|_XLWS\\.)+", "");
    }

    /** Reads a cell as an expression and notes what is in it. */
    private static final class Expression {
        private final String text;

        /** "- A100", or several lines of it: a list as well as a difference. */
        private final boolean isLikeAList;

        private int at;
        private int depth;
        private int calls;
        private boolean outward;
        private boolean area;
        private boolean function;
        private boolean cell;
        private boolean unknown;

        Expression(String text) {
            this.text = text;
            this.isLikeAList =
                    text.length() > 1 && Character.isWhitespace(text.charAt(1))
                            || text.indexOf('\n') >= 0;
        }

        boolean calculates() {
            if (!sum() || next() != 0) {
                return false;
            }
            return outward || area || !unknown && (function || cell && !isLikeAList);
        }

        /** The next character that is not blank; 0 at the end. */
        private char next() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean sum() {
            if (!operand()) {
                return false;
            }
            while (true) {
                char operator = next();
                if (operator == 0 || "+-*/^&=<>".indexOf(operator) < 0) {
                    return true;
                }
                at++;
                if (operator == '<' && at < text.length() && ">=".indexOf(text.charAt(at)) >= 0
                        || operator == '>' && at < text.length() && text.charAt(at) == '=') {
                    at++;
                }
                if (!operand()) {
                    return false;
                }
            }
        }

        private boolean operand() {
            while (next() != 0 && SIGNS.indexOf(next()) >= 0) {
                at++;
            }
            boolean read =
                    switch (next()) {
                        case 0 -> false;
                        case '(' -> list(')');
                        case '{' -> list('}');
                        case '"' -> quoted('"');
                        case '\'' -> sheet();
                        case '[' -> book();
                        default -> word(false);
                    };
            while (read && next() == '%') {
                at++;
            }
            return read;
        }

        /** In brackets; some may be left out. */
        private boolean list(char end) {
            at++;
            if (++depth > DEEPEST) {
                return false;
            }
            while (true) {
                char c = next();
                if (c == end) {
                    at++;
                    depth--;
                    return true;
                }
                if (c == ',' || c == ';') {
                    at++;
                } else if (c == 0 || !sum() || next() != end && ",;".indexOf(next()) < 0) {
                    return false;
                }
            }
        }

        /** Up to the mark that ends it; two of them are one that is meant. */
        private boolean quoted(char mark) {
            int end = at + 1;
            while (true) {
                end = text.indexOf(mark, end);
                if (end < 0) {
                    return false;
                }
                if (end + 1 < text.length() && text.charAt(end + 1) == mark) {
                    end += 2;
                } else {
                    at = end + 1;
                    return true;
                }
            }
        }

        /** "'a sheet'!A1" */
        private boolean sheet() {
            if (!quoted('\'') || at >= text.length() || text.charAt(at) != '!') {
                return false;
            }
            at++;
            area = true;
            return word(true);
        }

        /** "[another.xlsx]Sheet1!A1" */
        private boolean book() {
            int end = text.indexOf(']', at + 1);
            if (end < 0) {
                return false;
            }
            at = end + 1;
            return word(false) && area;
        }

        private boolean word(boolean onASheet) {
            int from = at;
            while (at < text.length() && isOfAWord(text.charAt(at))) {
                at++;
            }
            if (at == from) {
                return false;
            }
            var word = text.substring(from, at);
            if (!onASheet && at < text.length() && text.charAt(at) == '!') {
                at++;
                area = true;
                return word(true);
            }
            if (at < text.length() && text.charAt(at) == ':') {
                return areaFrom(word);
            }
            if (isLikeAList ? at < text.length() && text.charAt(at) == '(' : next() == '(') {
                return call(word);
            }
            if (word.matches("[0-9]+(\\.[0-9]*)?|\\.[0-9]+")) {
                return true;
            }
            if (word.matches("[0-9.]+[eE]")) {
                // The sign of an exponent is read as one of a sum, which comes to the same.
                return true;
            }
            if (word.matches("[0-9.]+[eE][0-9]+") || word.matches("(?i)true|false")) {
                return true;
            }
            if (CELL.matcher(word).matches()) {
                cell = true;
                return true;
            }
            unknown = true;
            return !Character.isDigit(word.charAt(0));
        }

        private static boolean isOfAWord(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
        }

        private boolean areaFrom(String first) {
            int from = ++at;
            while (at < text.length() && isOfAWord(text.charAt(at))) {
                at++;
            }
            var last = text.substring(from, at);
            for (var kind : new Pattern[] {CELL, COLUMN, ROW}) {
                if (kind.matcher(first).matches() && kind.matcher(last).matches()) {
                    cell = true;
                    area |= calls > 0 || !isLikeAList && kind == CELL;
                    return true;
                }
            }
            return false;
        }

        private boolean call(String word) {
            var name = nameOf(word);
            if (OUTWARD.contains(name)) {
                outward = true;
            } else if (FUNCTIONS.contains(name)) {
                function = true;
            } else {
                unknown = true;
            }
            calls++;
            boolean read = list(')');
            calls--;
            return read && !Character.isDigit(word.charAt(0));
        }
    }
}
