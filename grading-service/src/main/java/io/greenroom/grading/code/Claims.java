package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what comments and docstrings claim that the code does, and asks the facts. */
final class Claims {
    private static final Pattern MARKS =
            Pattern.compile("^[\\s#!]+|[rRbBuUfF]{0,2}(\"\"\"|'''|^\"|\"$)|\\s+");
    private static final Pattern DENIED =
            Pattern.compile(
                    "\\b(no|not|never|without|nor|instead of)\\b|n't\\b", Pattern.CASE_INSENSITIVE);

    /**
     * @param words how people say that their code does it
     * @param shown how the keys of facts that show it begin
     */
    private record Topic(String name, Pattern words, List<String> shown) {}

    /**
     * In the order in which they are told. Each pattern is looked for in one sentence at a time.
     */
    private static final List<Topic> TOPICS =
            List.of(
                    topic(
                            "exp.shift",
                            "(subtract|shift|minus|remov)\\w*\\b.{0,40}\\b(max|maximum|largest)"
                                    + "|\\bmax\\w*\\b.{0,30}\\b(trick|subtract|shift)|numerically"
                                    + " stable|stable softmax|safe softmax|log-?sum-?exp",
                            "exp.shift=max-last",
                            "exp.shift=max-first",
                            "exp.shift=max-1",
                            "exp.shift=max-2",
                            "exp.shift=max-3",
                            "exp.shift=max-all",
                            "exp.shift=library",
                            "logsumexp=shifted",
                            "logsoftmax=library",
                            "divergence"),
                    topic(
                            "scale",
                            "(scal|divid)\\w*\\b.{0,40}\\b(sqrt\\(|square root of )(the"
                                    + " )?(d_|d\\b|dim|head|feature)|/ ?sqrt\\(d",
                            "scale=root",
                            "scale=hard"),
                    topic(
                            "mask.place",
                            "\\bmask\\w*\\b.{0,60}\\bbefore\\b.{0,30}\\bsoftmax"
                                    + "|(-|minus |negative )inf\\w*\\b.{0,60}\\b(mask|padd)"
                                    + "|\\bmask\\w*\\b.{0,60}(-inf|minus inf|negative inf)",
                            "mask.place=before-softmax"),
                    topic("mask.causal", "\\bcausal(ly)? (mask|attention)", "mask.causal"),
                    topic(
                            "mask.source",
                            "\\bmask\\b.{0,40}\\b(from|by|with)\\b.{0,20}\\blengths?\\b",
                            "mask.source=lengths"),
                    topic(
                            "guard.sum",
                            "(fully[- ]masked|all[- ]masked|every key (is )?masked)",
                            "guard.sum=yes",
                            "guard.nan",
                            "clamp",
                            "epsilon=in-divisor",
                            "mask.fill=finite"),
                    topic(
                            "precision.wide",
                            "\\b(cast|convert|upcast|widen|promot)\\w*\\b.{0,40}"
                                    + "\\b(float32|float64|fp32|f32|wider|double|single)",
                            "precision=wide"),
                    topic(
                            "precision.back",
                            "\\b(cast|convert|return)\\w*\\b.{0,40}"
                                    + "\\b((input|original|same)('s)? (d)?type|dtype of the input)",
                            "precision=back",
                            "precision=returns",
                            "precision=narrow"),
                    topic("check", "\\b(raises|throws|rejects|refuses|validates)\\b", "check."),
                    topic(
                            "vectorized",
                            "\\b(fully )?vectori[sz]ed\\b|\\bno (python )?(for[- ])?loops?\\b"
                                    + "|without (a |any )?(python )?loops?",
                            "vectorized",
                            "batch"),
                    topic(
                            "epsilon",
                            "\\beps\\w*\\b.{0,30}\\b(inside|under|within)\\b",
                            "epsilon=inside"),
                    topic(
                            "centre",
                            "\\bsubtract\\w* the mean\\b|\\bcent(er|re)(s|ed|ing) (the |its"
                                    + " )?(input|values|x)\\b",
                            "centre",
                            "variance"),
                    topic(
                            "renormalize",
                            "\\brenormali[sz]|normali[sz]\\w* again",
                            "renormalize=after-filter",
                            "renormalize=plain",
                            "draw.scale",
                            "softmax.axis",
                            "draw=gumbel"),
                    topic("heap.order", "\\bmin-?heap|bounded heap", "heap.order=min"),
                    topic(
                            "heap",
                            "\\bheapreplace|heappushpop|replaces? (it|the root)",
                            "heap=replace",
                            "heap=push"),
                    topic(
                            "topp",
                            "\\bnucleus\\b|smallest set\\b",
                            "topp=before",
                            "topp=cut",
                            "topp=first-kept"),
                    topic(
                            "draw",
                            "\\b(inverse|inverting|invert)\\b.{0,20}\\b(cdf|cumulative)|\\bgumbel",
                            "draw=inverse-cdf",
                            "draw=gumbel",
                            "draw=choice"),
                    topic(
                            "standardize",
                            "\\bstandardi[sz]es?\\b|\\bare standardi[sz]ed|z-?score",
                            "standardize"),
                    topic("bytes", "\\bbyte-level\\b", "bytes"),
                    topic("residual", "\\bresidual connection|skip connection", "residual"),
                    topic("norm.place", "\\bpre-?norm\\b", "norm.place=before"),
                    topic("activation", "\\bgelu\\b", "activation=gelu"),
                    topic("shift", "\\bshift\\w*\\b.{0,30}\\b(target|label|logit)", "shift="),
                    topic(
                            "gradient.check",
                            "central differences?|finite differences?|gradient check",
                            "gradient=finite"),
                    topic(
                            "stop",
                            "\\b(stop|converg)\\w*\\b.{0,50}\\bgradient (norm|is small|vanish)"
                                    + "|gradient norm.{0,40}(toleran|stop|converg)",
                            "stop=gradient"));

    private Claims() {}

    private static Topic topic(String name, String words, String... shown) {
        return new Topic(name, Pattern.compile(words, Pattern.CASE_INSENSITIVE), List.of(shown));
    }

    static Claim of(String source, Span span, List<CodeFact> facts) {
        var text = plain(span.in(source));
        var families = new ArrayList<String>();
        var supported = new ArrayList<String>();
        for (var topic : TOPICS) {
            if (!claims(topic, text)) {
                continue;
            }
            families.add(topic.name());
            boolean shown =
                    facts.stream()
                            .filter(fact -> fact.runs() && fact.kind() != CodeFact.Kind.FAULT)
                            .anyMatch(
                                    fact ->
                                            topic.shown().stream()
                                                    .anyMatch(fact.key()::startsWith));
            if (shown) {
                supported.add(topic.name());
            }
        }
        return new Claim(span, text, families, supported);
    }

    /** Whether a sentence says it, and does not say that it is not so. */
    private static boolean claims(Topic topic, String text) {
        var found = topic.words().matcher(text);
        while (found.find()) {
            var before = text.substring(Math.max(0, found.start() - 14), found.start());
            if (!DENIED.matcher(before).find()) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String raw) {
        var words = new StringBuilder();
        for (var line : raw.lines().toList()) {
            words.append(' ').append(MARKS.matcher(line).replaceAll(" "));
        }
        return words.toString().replaceAll("\\s+", " ").strip();
    }
}
