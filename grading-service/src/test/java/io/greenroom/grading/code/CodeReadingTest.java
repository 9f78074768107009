package io.greenroom.grading.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeReadingTest {
    private static final String STABLE =
            """
            import numpy as np

            def attend(q, k, v, mask):
                scores = q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1])
                scores = np.where(mask, scores, -np.inf)
                e = np.exp(scores - scores.max(axis=-1, keepdims=True))
                w = e / e.sum(axis=-1, keepdims=True)
                return w @ v, w
            """;

    @Test
    void seesStableSoftmaxThroughVariables() {
        assertThat(running(STABLE))
                .contains(
                        "product=last-last",
                        "scale=root-of-size",
                        "mask.place=before-softmax",
                        "exp.shift=max-last",
                        "mask.maximum=after-mask",
                        "softmax.axis=last",
                        "attention.values=weighted-sum",
                        "transpose=last-two",
                        "returns=2");
    }

    @ParameterizedTest
    @MethodSource("sameSoftmax")
    void seesTheSameHoweverItIsWritten(String program) {
        assertThat(running(program)).contains("exp.shift=max-last", "softmax.axis=last");
        assertThat(running(program)).doesNotContain("exp.shift=none");
    }

    static List<String> sameSoftmax() {
        return List.of(
                """
                import numpy as np
                def softmax(x):
                    x -= x.max(-1, keepdims=True)
                    np.exp(x, out=x)
                    x /= np.sum(x, axis=-1, keepdims=True)
                    return x
                """,
                """
                from numpy import exp, amax
                def shifted(a):
                    top = amax(a, axis=-1)
                    return exp(a - top[..., None])
                def softmax(z):
                    e = shifted(z)
                    s = e.sum(-1)[..., None]
                    return e / s
                """,
                """
                import torch
                def softmax(x, stable=True):
                    if stable:
                        x = x - torch.max(x, dim=-1, keepdim=True)
                    e = torch.exp(x)
                    return e / e.sum(dim=-1, keepdim=True)
                """,
                """
                import numpy as onp
                class Layer:
                    def __init__(self, d):
                        self.d = d
                    def _shift(self, x):
                        return onp.subtract(x, onp.max(x, axis=-1, keepdims=True))
                    def __call__(self, x):
                        e = onp.exp(self._shift(x))
                        return onp.divide(e, onp.sum(e, axis=-1, keepdims=True))
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    e = np.exp(x); return e / e.sum(-1, keepdims=True)                          | exp.shift=none
                    x = x - x.max(); e = np.exp(x); return e / e.sum(-1, keepdims=True)         | exp.shift=max-whole-array
                    e = np.exp(x - x.max(-1, keepdims=True)); return np.log(e / e.sum(-1))      | logsoftmax=log-of-softmax
                    m = x.max(-1, keepdims=True); x = np.where(y, x, -np.inf); e = np.exp(x - m); return e / e.sum(-1, keepdims=True) | mask.maximum=before-mask
                    w = softmax(x); return w * mask                                             | mask.place=after-softmax
                    return x / (np.sqrt((x * x).mean(-1, keepdims=True)) + 1e-5)                | epsilon=outside-root
                    return (x ** 2).mean(-1) - x.mean(-1) ** 2                                  | variance=square-minus-square
                    return np.where(np.cumsum(x, -1) <= y, x, 0)                                | topp=inclusive
                    """)
    void seesKnownMistakes(String body, String fault) {
        var program = "import numpy as np\ndef f(x, y, mask):\n    " + body.replace("; ", "\n    ");

        assertThat(running(program)).contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    return np.einsum('...qd,...kd->...qk', x, y)                        | product=last-last
                    return x.astype(np.float32) @ y                                     | precision=wide-before-product
                    return (x * 2).astype(x.dtype)                                      | precision=returns-input-type
                    return x.transpose(0, 2, 1, 3).reshape(2, 3, -1)                    | heads=merge
                    return sorted(x, key=lambda p: -p[1])[:y]                           | topk=sort-and-slice
                    return np.arange(9) < np.array([len(s) for s in x])[:, None]        | mask.source=lengths
                    return heapq.heapreplace(x, (y, 1))                                 | heap=replace
                    return x - x.mean(axis=-1, keepdims=True)                           | centre=last
                    return x / np.sqrt(x.var(-1, keepdims=True) + 1e-5)                 | epsilon=inside-root-variance
                    return (np.cumsum(x, -1) < rng.random()).sum(-1)                    | draw=inverse-cdf
                    return x.encode('utf-8')                                            | bytes=encode
                    return x[:, :-1]                                                    | shift=drop-last
                    return x + np.tanh(x @ y) @ y.T                                     | residual=feed-forward-network
                    return list(zip(x, x[1:]))                                          | pairs=adjacent
                    return (x * (np.log(x) - np.log(y))).sum(-1)                        | divergence=log-difference
                    """)
    void seesTechniques(String body, String technique) {
        var program = "import heapq\nimport numpy as np\ndef f(x, y, rng):\n    " + body;

        assertThat(running(program)).contains(technique);
    }

    @Test
    void tellsWhichCheckRaisesWhat() {
        var reading =
                CodeReading.of(
                        """
                        def f(q, k):
                            if q.shape[-1] != k.shape[-1]:
                                raise ValueError("feature sizes differ")
                            return q @ k.T
                        """);

        var check = only(reading, "check.shape");

        assertThat(check.statement())
                .isEqualTo(
                        "Raises a ValueError when the size of the last axis of q differs from the"
                                + " size of the last axis of k.");
    }

    @Test
    void followsOwnFunctionsAndNamesTheOneThatWasCalled() {
        var program =
                """
                import numpy as np
                def centre(x):
                    return x - x.mean(-1, keepdims=True)
                def scale(c, eps):
                    return c / np.sqrt((c ** 2).mean(-1, keepdims=True) + eps)
                def layer_norm(x, eps):
                    return scale(centre(x), eps)
                def rms_norm(x, eps):
                    return scale(x, eps)
                """;

        var reading = CodeReading.of(program);

        assertThat(reading.running())
                .filteredOn(fact -> fact.family().equals("divide-by-root"))
                .extracting(fact -> fact.entry() + " " + fact.variant())
                .containsExactlyInAnyOrder("layer_norm centred", "rms_norm uncentred");
    }

    @Test
    void leavesOutWhatNothingDependsOn() {
        var program =
                """
                import numpy as np
                def attend(q, k, v):
                    scaled = q @ k.T / np.sqrt(q.shape[-1])
                    scores = q @ k.T
                    e = np.exp(scores)
                    return e / e.sum(-1, keepdims=True) @ v
                """;

        var reading = CodeReading.of(program);

        assertThat(running(program))
                .doesNotContain("scale=root-of-size")
                .contains("exp.shift=none");
        assertThat(reading.facts())
                .filteredOn(fact -> fact.key().equals("scale=root-of-size"))
                .singleElement()
                .matches(fact -> !fact.runs());
    }

    @ParameterizedTest
    @MethodSource("idle")
    void knowsCodeThatIsNeverReached(String program) {
        var reading = CodeReading.of(program, "def attend(x):\n    raise NotImplementedError\n");

        assertThat(reading.running()).noneMatch(fact -> fact.family().equals("exp.shift"));
        assertThat(reading.dead()).isNotEmpty();
    }

    static List<String> idle() {
        var stable = "e = np.exp(x - x.max(-1, keepdims=True))\n";
        return List.of(
                "def attend(x):\n    return x\n    " + stable + "    return e / e.sum(-1)\n",
                "def attend(x):\n    if False:\n        "
                        + stable
                        + "        x = e / e.sum(-1)\n    return x\n",
                "def softmax(x):\n    "
                        + stable
                        + "    return e / e.sum(-1)\ndef attend(x):\n    return x\n",
                "def attend(x):\n    while 0:\n        "
                        + stable
                        + "        x = e / e.sum(-1)\n    return x\n",
                "def attend(x):\n    \"\"\"Stable softmax.\"\"\"\n    raise NotImplementedError\n");
    }

    @Test
    void keepsClaimsApartFromDeeds() {
        var program =
                """
                import numpy as np
                def softmax(x):
                    \"\"\"Numerically stable: subtracts the row maximum.\"\"\"
                    # Normalizes again over the last axis.
                    e = np.exp(x)
                    return e / e.sum(-1, keepdims=True)
                """;

        var claims = CodeReading.of(program).claims();

        assertThat(claims).extracting(Claim::unsupported).containsExactly(true, false);
        assertThat(claims.getFirst().text())
                .isEqualTo("Numerically stable: subtracts the row maximum.");
    }

    @Test
    void believesAClaimThatTheCodeBearsOut() {
        var program =
                """
                import numpy as np
                def softmax(x):
                    # Subtract the maximum for stability.
                    e = np.exp(x - x.max(-1, keepdims=True))
                    return e / e.sum(-1, keepdims=True)
                """;

        assertThat(CodeReading.of(program).claims())
                .singleElement()
                .matches(claim -> !claim.unsupported());
    }

    @Test
    void placesAreThoseOfTheTextWhateverCharactersItHas() {
        var program =
                """
                import numpy as np
                # Größe 😀 — naïve “quotes” \u00a0
                def f(größe):
                    \"\"\"Ünïcödé 🧪🧪.\"\"\"
                    x = größe.astype(np.float32)  # 👍 ok
                    return x @ x.T
                """;

        var reading = CodeReading.of(program);

        var cast = only(reading, "precision");
        assertThat(cast.spans().getFirst().in(program)).isEqualTo("x = größe.astype(np.float32)");
        assertThat(reading.claims())
                .extracting(claim -> claim.span().in(program))
                .contains("# 👍 ok");
        assertThat(reading.errors()).isEmpty();
    }

    @Test
    void readsTheFencedCodeOfMarkdownInPlace() {
        var markdown =
                "Some *prose* with 😀.\n\n"
                        + "```python\n"
                        + "def f(x):\n"
                        + "    return x.encode('utf-8')\n"
                        + "```\n\n"
                        + "More `x = 1`.\n";

        var reading = CodeReading.of(markdown);

        assertThat(only(reading, "bytes").spans().getFirst().in(markdown))
                .isEqualTo("return x.encode('utf-8')");
        assertThat(reading.errors()).isEmpty();
    }

    @Test
    void readsBrokenProgramsAsFarAsTheyGo() {
        var reading =
                CodeReading.of(
                        "import numpy as np\n"
                                + "def f(x:\n"
                                + "    y = np.exp(x\n"
                                + "    return y /\n\n"
                                + "def g(a):\n"
                                + "    return a.encode('utf-8')\n");

        assertThat(reading.errors()).isNotEmpty();
        assertThat(reading.running()).anyMatch(fact -> fact.family().equals("bytes"));
    }

    @Test
    void neverThrowsAndStaysWithinTheText() {
        var random = new Random(7);
        var words =
                List.of(
                        "def f(x):\n",
                        "    ",
                        "x",
                        "=",
                        "np.exp",
                        "(",
                        ")",
                        "[",
                        "]",
                        ":",
                        "\n",
                        "'",
                        "\"\"\"",
                        "#",
                        "if ",
                        "else:",
                        "for i in ",
                        "return ",
                        "lambda ",
                        "😀",
                        "é",
                        "\t",
                        "**",
                        "@",
                        ",",
                        "\0",
                        "\ud800",
                        "class C:\n",
                        "self.a",
                        "0",
                        "-1",
                        "while True:\n",
                        "yield ",
                        "\\",
                        "{",
                        "}",
                        "raise ",
                        "f'{x}'",
                        "import ",
                        "not ",
                        "in ",
                        "match x:\n");
        for (int i = 0; i < 150; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(1, 120);
            for (int j = 0; j < length; j++) {
                text.append(words.get(random.nextInt(words.size())));
            }
            var source = text.toString();

            var reading = CodeReading.of(source, source);

            for (var fact : reading.facts()) {
                assertThat(fact.statement()).isNotBlank();
                assertThat(fact.spans())
                        .allMatch(
                                span -> span.end() <= source.length() && span.start() < span.end());
            }
            assertThat(reading.claims()).allMatch(claim -> claim.span().end() <= source.length());
            assertThat(reading.errors()).allMatch(span -> span.end() <= source.length());
            assertThat(reading).isEqualTo(CodeReading.of(source, source));
        }
    }

    @ParameterizedTest
    @MethodSource("monsters")
    @Timeout(300)
    void isNotKeptBusyByMonsters(String start, String repeated, String end) {
        var text = new StringBuilder(start);
        while (text.length() + repeated.length() + end.length() <= 40_000) {
            text.append(repeated);
        }
        var source = text.append(end).toString();

        // The processor's time, not the clock's: other work on the machine is none of the text's.
        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        assertThatCode(() -> CodeReading.of(source)).doesNotThrowAnyException();

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - began))
                .isLessThan(Duration.ofSeconds(15));
    }

    static List<org.junit.jupiter.params.provider.Arguments> monsters() {
        return List.of(
                monster("", "(", ""),
                monster("x = ", "[", ""),
                monster("x = ", "-", "1"),
                monster("x = 1", "+1", ""),
                monster("", "if x:\n", ""),
                monster("", "def f(\n", ""),
                monster("", "x = np.exp(x) * x\n", ""),
                monster("def f(x):\n", "    x = x + np.exp(x - x.max())\n", "    return x\n"),
                monster(
                        "def f(x):\n",
                        "    if x: x = np.where(x, x / x.sum(), x @ x.T)\n",
                        "    return x\n"),
                monster("def f(x):\n    return g(x)\n", "def g(x):\n    return f(f(g(x)))\n", ""),
                monster("def f(a):\n    for i in a:\n        pass\n", "lambda: ", "f"),
                monster("", "'''", ""),
                monster("x = ", "{(", ""));
    }

    private static org.junit.jupiter.params.provider.Arguments monster(
            String start, String repeated, String end) {
        return org.junit.jupiter.params.provider.Arguments.of(start, repeated, end);
    }

    private static CodeFact only(CodeReading reading, String family) {
        var found =
                reading.running().stream().filter(fact -> fact.family().equals(family)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<String> running(String program) {
        return CodeReading.of(program).running().stream().map(CodeFact::key).distinct().toList();
    }
}
