package io.greenroom.session.scorecard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How interviewers mark beside the others on their panels, and how candidates rate them. What there
 * is too little of says so.
 */
@Schema(name = "InterviewerStatistics")
record InterviewerFigures(List<Interviewer> items) {
    /** With fewer answers, or ratings, a figure concludes nothing. */
    static final int FEWEST = 10;

    /**
     * @param sessions in which they handed in a scorecard
     * @param severity absent when nobody else marked the same
     * @param agreement absent when nobody else marked the same
     * @param ratings absent when no candidate has rated
     */
    @Schema(name = "InterviewerFigures")
    record Interviewer(
            String name,
            int sessions,
            @Nullable Severity severity,
            @Nullable Agreement agreement,
            @Nullable Ratings ratings) {}

    /**
     * @param n levels that somebody else of the panel gave too
     * @param answers they are of
     * @param mean own level less the mean of the others': above 0 is milder, below 0 stricter
     * @param enough whether there are enough answers to conclude anything
     */
    @Schema(name = "InterviewerSeverity")
    record Severity(int n, int answers, double mean, boolean enough) {}

    /**
     * @param n pairs of levels for the same criterion of the same answer
     * @param exact share of equal levels
     * @param withinOne share of levels that are at most one apart
     * @param meanDistance how far the two levels are apart
     */
    @Schema(name = "InterviewerAgreement")
    record Agreement(
            int n,
            int answers,
            double exact,
            double withinOne,
            double meanDistance,
            boolean enough) {}

    @Schema(name = "InterviewerRatings")
    record Ratings(int n, double mean, boolean enough) {}

    /** A level on a card that was handed in. */
    record Level(
            UUID sessionId, UUID itemId, String criterionId, String interviewerId, int level) {}

    /** That somebody handed in, and what the candidate thought of that session. */
    record Held(UUID sessionId, String interviewerId, String name, @Nullable Integer stars) {}

    /** The figures of everybody in {@code held}. */
    static InterviewerFigures of(List<Held> held, List<Level> levels) {
        var same =
                InterviewerFigures.<Level, List<Object>>grouped(
                        levels, level -> List.of(level.itemId(), level.criterionId()));
        var byInterviewer = grouped(held, Held::interviewerId);
        var items = new ArrayList<Interviewer>();
        byInterviewer.forEach(
                (id, sessions) ->
                        items.add(
                                new Interviewer(
                                        sessions.getLast().name(),
                                        sessions.size(),
                                        severity(id, same),
                                        agreement(id, same),
                                        ratings(sessions))));
        items.sort(Comparator.comparing(Interviewer::name));
        return new InterviewerFigures(items);
    }

    private static @Nullable Severity severity(
            String interviewer, Map<List<Object>, List<Level>> same) {
        double sum = 0;
        int n = 0;
        var answers = new HashSet<UUID>();
        for (var levels : same.values()) {
            var others = others(interviewer, levels);
            for (var own : own(interviewer, levels)) {
                if (!others.isEmpty()) {
                    sum +=
                            own.level()
                                    - others.stream()
                                            .mapToInt(Level::level)
                                            .average()
                                            .orElseThrow();
                    n++;
                    answers.add(own.itemId());
                }
            }
        }
        return n == 0 ? null : new Severity(n, answers.size(), rounded(sum / n), isEnough(answers));
    }

    private static @Nullable Agreement agreement(
            String interviewer, Map<List<Object>, List<Level>> same) {
        int n = 0;
        int exact = 0;
        int near = 0;
        int apart = 0;
        var answers = new HashSet<UUID>();
        for (var levels : same.values()) {
            for (var own : own(interviewer, levels)) {
                for (var other : others(interviewer, levels)) {
                    int distance = Math.abs(own.level() - other.level());
                    n++;
                    exact += distance == 0 ? 1 : 0;
                    near += distance <= 1 ? 1 : 0;
                    apart += distance;
                    answers.add(own.itemId());
                }
            }
        }
        return n == 0
                ? null
                : new Agreement(
                        n,
                        answers.size(),
                        rounded((double) exact / n),
                        rounded((double) near / n),
                        rounded((double) apart / n),
                        isEnough(answers));
    }

    private static @Nullable Ratings ratings(List<Held> sessions) {
        var stars = new ArrayList<Integer>();
        for (var session : sessions) {
            var given = session.stars();
            if (given != null) {
                stars.add(given);
            }
        }
        return stars.isEmpty()
                ? null
                : new Ratings(
                        stars.size(),
                        rounded(stars.stream().mapToInt(Integer::intValue).average().orElseThrow()),
                        stars.size() >= FEWEST);
    }

    private static List<Level> own(String interviewer, List<Level> levels) {
        return levels.stream().filter(level -> level.interviewerId().equals(interviewer)).toList();
    }

    private static List<Level> others(String interviewer, List<Level> levels) {
        return levels.stream().filter(level -> !level.interviewerId().equals(interviewer)).toList();
    }

    private static boolean isEnough(Set<UUID> answers) {
        return answers.size() >= FEWEST;
    }

    private static double rounded(double value) {
        return Math.round(1000 * value) / 1000.0;
    }

    private static <T, K> Map<K, List<T>> grouped(List<T> all, Function<T, K> key) {
        var groups = new LinkedHashMap<K, List<T>>();
        for (var one : all) {
            groups.computeIfAbsent(key.apply(one), none -> new ArrayList<>()).add(one);
        }
        return groups;
    }
}
