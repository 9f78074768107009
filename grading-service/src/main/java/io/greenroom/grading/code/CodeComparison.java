package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A candidate's program beside that of the strong answer. There is more than one right way, so a
 * lack here is a hint and not a verdict; a contradiction is more.
 *
 * @param covered 0 to 1, how much of the strong program's structure the candidate's has
 * @param common 0 to 1, how much of the candidate's structure the strong program has
 * @param shared techniques of the strong program that the candidate uses
 * @param lacking techniques of the strong program that the candidate does not use
 * @param contradictions what the candidate's program does that goes against the strong one
 */
public record CodeComparison(
        double covered,
        double common,
        List<CodeFact> shared,
        List<CodeFact> lacking,
        List<Contradiction> contradictions) {
    /** Families of which a program does one or the other: another variant is a difference. */
    private static final Set<String> EITHER_OR =
            Set.of(
                    "softmax.axis",
                    "exp.shift",
                    "scale",
                    "mask.place",
                    "mask.maximum",
                    "mask.sense",
                    "mask.source",
                    "mask.shape",
                    "mask.combine",
                    "exp.mean",
                    "temperature",
                    "variance",
                    "centre",
                    "mean-square",
                    "divide-by-root",
                    "heap.order",
                    "fit",
                    "norm.place",
                    "logsoftmax",
                    "topp");

    /** Families whose variant is an axis: a number may well name the last one. */
    private static final Set<String> AXES =
            Set.of("softmax.axis", "exp.shift", "centre", "mean-square", "argmax", "logsumexp");

    /** What is slow where the strong program gets by without. */
    private static final Set<String> COSTLY =
            Set.of("pairs=again-in-loop", "sort=in-loop", "sort=every-call", "loop=over-axis");

    /** What a program cannot do without if the strong one does it, by the beginning of its keys. */
    private static final Map<String, String> ABSENCES =
            new TreeMap<>(
                    Map.of(
                            "residual=",
                            "Never adds the input back to the output of a sub-layer: there is no"
                                    + " residual connection.",
                            "shift=",
                            "Scores the logits at position t against the token at the same"
                                    + " position, without dropping the last logits and the first"
                                    + " token.",
                            "mask.causal=",
                            "Does not mask later positions, so position t attends to what comes"
                                    + " after it.",
                            "mask.place=",
                            "Does not mask the scores at all.",
                            "bounded=root",
                            "Compares no new candidate with the worst of those kept: there is no"
                                    + " bounded heap.",
                            "gradient=step",
                            "Takes no gradient steps in a loop."));

    /**
     * @param fact what the candidate's program does
     * @param against what the strong one does instead; empty when it does nothing of the kind
     */
    public record Contradiction(CodeFact fact, List<CodeFact> against) {
        public Contradiction {
            against = List.copyOf(against);
        }
    }

    public CodeComparison {
        shared = List.copyOf(shared);
        lacking = List.copyOf(lacking);
        contradictions = List.copyOf(contradictions);
    }

    /** Compares what runs. */
    public static CodeComparison of(CodeReading candidate, CodeReading strong) {
        var has = new HashSet<String>();
        candidate.running().forEach(fact -> has.add(key(fact)));
        var shared = new ArrayList<CodeFact>();
        var lacking = new ArrayList<CodeFact>();
        var wanted = new HashSet<String>();
        for (var fact : strong.running()) {
            if (fact.kind() == CodeFact.Kind.TECHNIQUE && wanted.add(key(fact))) {
                (has.contains(key(fact)) ? shared : lacking).add(fact);
            }
        }
        return new CodeComparison(
                contained(strong.features(), candidate.features()),
                contained(candidate.features(), strong.features()),
                shared,
                lacking,
                contradictions(candidate, strong));
    }

    private static List<Contradiction> contradictions(CodeReading candidate, CodeReading strong) {
        var found = new ArrayList<Contradiction>();
        var told = new HashSet<String>();
        for (var fact : candidate.running()) {
            if (fact.kind() == CodeFact.Kind.STEP) {
                continue;
            }
            // A function of the same name is asked to do the same; other code only as a whole.
            boolean entry =
                    strong.running().stream().anyMatch(other -> other.entry().equals(fact.entry()));
            var theirs = inFamily(strong, fact, entry);
            var ours = inFamily(candidate, fact, entry);
            boolean known = theirs.stream().anyMatch(other -> key(other).equals(key(fact)));
            boolean other =
                    fact.kind() == CodeFact.Kind.FAULT
                            || COSTLY.contains(fact.key())
                            || EITHER_OR.contains(fact.family())
                                    && !theirs.isEmpty()
                                    && theirs.stream()
                                            .noneMatch(
                                                    one ->
                                                            ours.stream()
                                                                    .anyMatch(
                                                                            own ->
                                                                                    key(own).equals(
                                                                                                    key(
                                                                                                            one))));
            if (other && !known && told.add(key(fact))) {
                found.add(new Contradiction(fact, theirs));
            }
        }
        found.addAll(absences(candidate, strong));
        return found;
    }

    /** What the strong program is built on and the candidate's has nothing of. */
    private static List<Contradiction> absences(CodeReading candidate, CodeReading strong) {
        var found = new ArrayList<Contradiction>();
        var end =
                candidate.running().stream()
                        .filter(fact -> fact.family().equals("return"))
                        .toList();
        if (end.isEmpty()) {
            return found;
        }
        for (var absence : ABSENCES.entrySet()) {
            var theirs =
                    strong.running().stream()
                            .filter(fact -> fact.key().startsWith(absence.getKey()))
                            .toList();
            if (!theirs.isEmpty()
                    && candidate.running().stream()
                            .noneMatch(fact -> fact.key().startsWith(absence.getKey()))) {
                var family = theirs.getFirst().family();
                var last = end.getLast();
                found.add(
                        new Contradiction(
                                new CodeFact(
                                        family,
                                        "absent",
                                        absence.getValue(),
                                        CodeFact.Kind.FAULT,
                                        true,
                                        last.entry(),
                                        last.spans()),
                                theirs));
            }
        }
        return found;
    }

    private static List<CodeFact> inFamily(CodeReading reading, CodeFact fact, boolean entry) {
        return reading.running().stream()
                .filter(other -> other.kind() != CodeFact.Kind.STEP)
                .filter(other -> other.family().equals(fact.family()))
                .filter(other -> !entry || other.entry().equals(fact.entry()))
                .toList();
    }

    static String key(CodeFact fact) {
        return AXES.contains(fact.family())
                ? fact.key().replaceFirst("([=-])([1-9]|given)$", "$1last")
                : fact.key();
    }

    /**
     * The share of one program's features that the other has as well; those of two steps count
     * double.
     */
    private static double contained(Map<String, Integer> in, Map<String, Integer> of) {
        double all = 0;
        double both = 0;
        for (var feature : in.entrySet()) {
            double weight = feature.getKey().contains("<") ? 2 : 1;
            all += weight * Math.min(3, feature.getValue());
            both +=
                    weight
                            * Math.min(
                                    Math.min(3, feature.getValue()),
                                    of.getOrDefault(feature.getKey(), 0));
        }
        return all == 0 ? 0 : both / all;
    }
}
