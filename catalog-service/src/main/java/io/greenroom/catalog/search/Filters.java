package io.greenroom.catalog.search;

import io.greenroom.catalog.question.QuestionContent.Level;
import io.greenroom.catalog.question.Round;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Which questions the filters let through, and how many more each value of a filter would. A facet
 * counts without its own filter, so that more of it can be chosen.
 */
final class Filters {
    private static final int TOPIC = 1;
    private static final int ROUND = 2;
    private static final int LEVEL = 4;
    private static final int DIFFICULTY = 8;
    private static final int COMPANY = 16;
    private static final int ALL = 31;
    private static final int HARDEST = 5;

    /** A value and the number of questions that have it. */
    record Count(String value, long count) {}

    private final SearchQuery query;
    private final Names topicNames;
    private final Names companyNames;
    private final BitSet topics;
    private final BitSet companies;
    private final int[] topicCounts;
    private final int[] companyCounts;
    private final int[] roundCounts = new int[Round.values().length];
    private final int[] levelCounts = new int[Level.values().length];
    private final int[] difficultyCounts = new int[HARDEST + 1];
    private long total;

    Filters(SearchQuery query, Names topicNames, Names companyNames) {
        this.query = query;
        this.topicNames = topicNames;
        this.companyNames = companyNames;
        this.topics = chosen(query.topics(), topicNames);
        this.companies = chosen(query.companies(), companyNames);
        this.topicCounts = new int[topicNames.size()];
        this.companyCounts = new int[companyNames.size()];
    }

    private static BitSet chosen(List<String> values, Names names) {
        var chosen = new BitSet();
        values.stream().mapToInt(names::number).filter(one -> one >= 0).forEach(chosen::set);
        return chosen;
    }

    /** As {@link #lets}, of one that was counted before. */
    boolean wouldLet(Entry entry) {
        return covers(entry) && fits(entry) == ALL;
    }

    private boolean covers(Entry entry) {
        return query.covers().isEmpty()
                || query.covers().stream().anyMatch(entry.covers()::contains);
    }

    /** Whether all filters let it through; counts it for the facets. */
    boolean lets(Entry entry) {
        if (!covers(entry)) {
            return false;
        }
        int fits = fits(entry);
        var summary = entry.summary();
        if ((fits | TOPIC) == ALL) {
            for (int topic : entry.topics()) {
                topicCounts[topic]++;
            }
        }
        if ((fits | COMPANY) == ALL) {
            for (int company : entry.companies()) {
                companyCounts[company]++;
            }
        }
        if ((fits | ROUND) == ALL) {
            roundCounts[summary.round().ordinal()]++;
        }
        if ((fits | LEVEL) == ALL) {
            int max = summary.level().max().ordinal();
            for (int level = summary.level().min().ordinal(); level <= max; level++) {
                levelCounts[level]++;
            }
        }
        if ((fits | DIFFICULTY) == ALL) {
            difficultyCounts[summary.difficulty()]++;
        }
        if (fits == ALL) {
            total++;
        }
        return fits == ALL;
    }

    private int fits(Entry entry) {
        var summary = entry.summary();
        int fits = 0;
        if (query.topics().isEmpty() || any(entry.topics(), topics)) {
            fits |= TOPIC;
        }
        if (query.rounds().isEmpty() || query.rounds().contains(summary.round())) {
            fits |= ROUND;
        }
        if (query.levels().isEmpty()
                || query.levels().stream()
                        .anyMatch(
                                level ->
                                        level.compareTo(summary.level().min()) >= 0
                                                && level.compareTo(summary.level().max()) <= 0)) {
            fits |= LEVEL;
        }
        if (query.difficulties().isEmpty() || query.difficulties().contains(summary.difficulty())) {
            fits |= DIFFICULTY;
        }
        if (query.companies().isEmpty() || any(entry.companies(), companies)) {
            fits |= COMPANY;
        }
        return fits;
    }

    private static boolean any(int[] values, BitSet chosen) {
        for (int value : values) {
            if (chosen.get(value)) {
                return true;
            }
        }
        return false;
    }

    /** How many were let through. */
    long total() {
        return total;
    }

    /** Most frequent first. */
    Map<String, List<Count>> facets() {
        var facets = new LinkedHashMap<String, List<Count>>();
        facets.put("topic", counts(topicCounts, topicNames::name));
        facets.put("round", counts(roundCounts, one -> Round.values()[one].wire()));
        facets.put("level", counts(levelCounts, one -> Level.values()[one].name()));
        facets.put("difficulty", counts(difficultyCounts, String::valueOf));
        facets.put("company", counts(companyCounts, companyNames::name));
        return facets;
    }

    private static List<Count> counts(int[] counts, IntFunction<String> name) {
        var found = new ArrayList<Count>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                found.add(new Count(name.apply(i), counts[i]));
            }
        }
        found.sort(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value));
        return found;
    }
}
