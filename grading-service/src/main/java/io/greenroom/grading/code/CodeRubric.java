package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each criterion of a rubric means in terms of code: the techniques of the strong answer that
 * its indicators speak of. With it an answer's code is compared criterion by criterion, whatever
 * its names and words.
 *
 * <p>One for each version of a question; it holds no answer.
 */
public final class CodeRubric {
    /** A technique belongs to the indicators that it is nearest to, and to others this near. */
    private static final double MARGIN = 0.02;

    /** Sentences less alike than this speak of different things. */
    private static final double NEAR = 0.7;

    private static final double SPREAD = 0.05;

    /** From here on one is what the other says. */
    private static final double CLEAR = 0.75;

    /** How alike two sentences are in meaning: the cosine of their vectors. */
    @FunctionalInterface
    public interface Likeness {
        double of(String one, String other);
    }

    /**
     * A technique that an indicator speaks of.
     *
     * @param nearness of its sentence to the indicator's
     */
    private record Anchor(CodeFact fact, double nearness) {}

    private final List<List<String>> indicators;
    private final List<List<List<Anchor>>> anchors = new ArrayList<>();
    private final Likeness likeness;
    private final List<CodeFact> strong = new ArrayList<>();

    /**
     * @param indicators of each criterion, in the rubric's order
     * @param answer the strong answer's code, see {@link CodeEvidence#strong}
     */
    public CodeRubric(List<List<String>> indicators, CodeReading answer, Likeness likeness) {
        this.indicators = indicators.stream().map(List::copyOf).toList();
        this.likeness = likeness;
        for (var criterion : this.indicators) {
            anchors.add(new ArrayList<>());
            criterion.forEach(indicator -> anchors.getLast().add(new ArrayList<>()));
        }
        var told = new HashSet<String>();
        for (var fact : answer.running()) {
            if (fact.kind() == CodeFact.Kind.TECHNIQUE && told.add(key(fact))) {
                this.strong.add(fact);
                place(fact);
            }
        }
        anchors.forEach(criterion -> criterion.forEach(CodeRubric::keepNearest));
    }

    private void place(CodeFact fact) {
        double best = -1;
        for (var criterion : indicators) {
            for (var indicator : criterion) {
                best = Math.max(best, likeness.of(fact.statement(), indicator));
            }
        }
        if (best < NEAR) {
            return;
        }
        for (int i = 0; i < indicators.size(); i++) {
            for (int j = 0; j < indicators.get(i).size(); j++) {
                double nearness = likeness.of(fact.statement(), indicators.get(i).get(j));
                if (nearness >= best - MARGIN) {
                    anchors.get(i).get(j).add(new Anchor(fact, nearness));
                }
            }
        }
    }

    /**
     * Of the techniques placed at an indicator those count that are about as near as the nearest.
     */
    private static void keepNearest(List<Anchor> anchors) {
        double best = anchors.stream().mapToDouble(Anchor::nearness).max().orElse(0);
        anchors.removeIf(anchor -> anchor.nearness() < best - SPREAD);
    }

    /**
     * How an answer's code does on a criterion, as figures of 0 to 1 that mean the same for every
     * question:
     *
     * <ul>
     *   <li>{@code shared}: of the strong answer's techniques that the criterion speaks of, the
     *       share that the answer uses; its overall share where the criterion speaks of none
     *   <li>{@code known}: 1 when the criterion speaks of any
     *   <li>{@code near}: how near a running technique comes to each indicator, on average
     *   <li>{@code wrong}: how near what is done wrongly comes to the criterion
     *   <li>{@code all}: the share of all the strong answer's techniques that the answer uses
     *   <li>{@code covered}, {@code common}: structure, see {@link CodeComparison}
     *   <li>{@code faults}: 1 - 1 / (1 + how many)
     *   <li>{@code hollow}: of what comments claim that code could show, the share that it doesn't
     * </ul>
     */
    public Map<String, Double> figures(int criterion, CodeEvidence evidence) {
        var has = new HashSet<String>();
        evidence.does().forEach(fact -> has.add(key(fact)));
        evidence.faults().forEach(fact -> has.remove(key(fact)));
        double wanted = 0;
        double used = 0;
        var counted = new HashSet<String>();
        for (var indicator : anchors.get(criterion)) {
            for (var anchor : indicator) {
                if (counted.add(key(anchor.fact()))) {
                    wanted++;
                    used += has.contains(key(anchor.fact())) ? 1 : 0;
                }
            }
        }
        double all =
                strong.isEmpty()
                        ? 0
                        : evidence.comparison().shared().size() / (double) strong.size();
        var figures = new LinkedHashMap<String, Double>();
        figures.put("shared", wanted == 0 ? all : used / wanted);
        figures.put("known", wanted == 0 ? 0.0 : 1.0);
        figures.put("near", near(criterion, evidence));
        figures.put("wrong", wrong(criterion, evidence));
        figures.put("all", all);
        figures.put("covered", evidence.comparison().covered());
        figures.put("common", evidence.comparison().common());
        figures.put("faults", 1 - 1.0 / (1 + evidence.faults().size()));
        figures.put("hollow", hollow(evidence));
        return figures;
    }

    private double near(int criterion, CodeEvidence evidence) {
        double sum = 0;
        for (var indicator : indicators.get(criterion)) {
            double best = 0;
            for (var statement : statements(evidence.does())) {
                best = Math.max(best, likeness.of(statement, indicator));
            }
            sum += best;
        }
        return indicators.get(criterion).isEmpty() ? 0 : sum / indicators.get(criterion).size();
    }

    /** A fault counts where it is nearest. */
    private double wrong(int criterion, CodeEvidence evidence) {
        double worst = 0;
        for (var statement : statements(evidence.faults())) {
            double here = 0;
            double best = 0;
            for (int i = 0; i < indicators.size(); i++) {
                for (var indicator : indicators.get(i)) {
                    double nearness = likeness.of(statement, indicator);
                    best = Math.max(best, nearness);
                    here = i == criterion ? Math.max(here, nearness) : here;
                }
            }
            worst = Math.max(worst, here >= best - MARGIN ? 1 : 0);
        }
        return worst;
    }

    private static Set<String> statements(List<CodeFact> facts) {
        var statements = new HashSet<String>();
        facts.stream().map(CodeFact::statement).forEach(statements::add);
        return statements;
    }

    private static double hollow(CodeEvidence evidence) {
        int claimed = 0;
        int shown = 0;
        for (var claim : evidence.says()) {
            claimed += claim.families().size();
            shown += claim.supported().size();
        }
        return claimed == 0 ? 0 : (claimed - shown) / (double) claimed;
    }

    /**
     * A red flag of the rubric.
     *
     * @param commits false when the mistake is to leave something out
     * @param signals how a committed mistake looks; what a sound answer does instead of an omission
     */
    public record Mistake(String id, boolean commits, String description, List<String> signals) {
        public Mistake {
            signals = List.copyOf(signals);
        }
    }

    /**
     * The red flags that the code shows, with the facts that show them; those of an omission have
     * none. A mistake that code cannot show, or that this reader does not know, is not told.
     */
    public Map<String, List<CodeFact>> hits(List<Mistake> mistakes, CodeEvidence evidence) {
        var hits = new LinkedHashMap<String, List<CodeFact>>();
        for (var fault : evidence.faults()) {
            Mistake best = null;
            double nearest = CLEAR;
            for (var mistake : mistakes) {
                double nearness = nearness(fault, mistake, evidence);
                if (mistake.commits() && nearness >= nearest) {
                    best = mistake;
                    nearest = nearness;
                }
            }
            if (best != null) {
                hits.computeIfAbsent(best.id(), id -> new ArrayList<>()).add(fault);
            }
        }
        for (var mistake : mistakes) {
            if (!mistake.commits() && omitted(mistake, evidence)) {
                hits.put(mistake.id(), List.of());
            }
        }
        return hits;
    }

    private double nearness(CodeFact fault, Mistake mistake, CodeEvidence evidence) {
        double nearest = 0;
        for (var signal : mistake.signals()) {
            if (ofAnother(fault, signal, evidence)) {
                continue;
            }
            nearest =
                    Math.max(
                            nearest,
                            (likeness.of(fault.statement(), signal)
                                            + likeness.of(fault.told(), signal))
                                    / 2);
        }
        return nearest;
    }

    /** A signal that names a function speaks of no other. */
    private static boolean ofAnother(CodeFact fault, String signal, CodeEvidence evidence) {
        return !signal.contains(function(fault))
                && evidence.reading().running().stream()
                        .map(CodeRubric::function)
                        .anyMatch(name -> name.contains("_") && signal.contains(name));
    }

    private static String function(CodeFact fact) {
        return fact.entry().substring(fact.entry().lastIndexOf('.') + 1);
    }

    /** The strong answer does what the signals say, and this one does nothing of the kind. */
    private boolean omitted(Mistake mistake, CodeEvidence evidence) {
        double best = CLEAR;
        var wanted = new HashSet<String>();
        var nearest = new HashMap<String, Double>();
        for (var fact : strong) {
            for (var signal : mistake.signals()) {
                double nearness = likeness.of(fact.statement(), signal);
                nearest.merge(fact.family(), nearness, Math::max);
                best = Math.max(best, nearness);
            }
        }
        for (var fact : nearest.entrySet()) {
            if (fact.getValue() >= best - MARGIN) {
                wanted.add(fact.getKey());
            }
        }
        return !wanted.isEmpty()
                && evidence.does().stream().noneMatch(fact -> wanted.contains(fact.family()));
    }

    private static String key(CodeFact fact) {
        return CodeComparison.key(fact);
    }

    /** For each criterion the techniques that its indicators speak of, to be read by people. */
    Map<String, List<String>> techniques() {
        var told = new HashMap<String, List<String>>();
        for (int i = 0; i < anchors.size(); i++) {
            for (int j = 0; j < anchors.get(i).size(); j++) {
                told.put(
                        indicators.get(i).get(j),
                        anchors.get(i).get(j).stream().map(anchor -> anchor.fact().key()).toList());
            }
        }
        return told;
    }
}
