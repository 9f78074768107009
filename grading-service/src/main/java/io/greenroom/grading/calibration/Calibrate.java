package io.greenroom.grading.calibration;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of calibration, out of the levels that people gave. */
final class Calibrate {
    /** With this many levels a reviewer's own mean counts half. */
    private static final double HALF_TRUSTED = 20;

    private Calibrate() {}

    /**
     * @param onlyReviewer whose severity may be shown; null for everybody's
     */
    static CalibrationView of(List<HumanMark> marks, @Nullable String onlyReviewer, Instant now) {
        var machine = marks.stream().filter(mark -> mark.machineLevel() != null).toList();
        return new CalibrationView(
                now,
                aiHuman(machine),
                humanHuman(marks),
                grouped(marks, mark -> List.of(mark.questionId(), mark.criterionId()))
                        .values()
                        .stream()
                        .map(
                                group ->
                                        new CalibrationView.ByCriterion(
                                                group.getFirst().questionId(),
                                                group.getFirst().criterionId(),
                                                group.getFirst().criterionTitle(),
                                                aiHuman(group),
                                                humanHuman(group)))
                        .toList(),
                grouped(marks, HumanMark::questionId).values().stream()
                        .map(
                                group ->
                                        new CalibrationView.ByQuestion(
                                                group.getFirst().questionId(),
                                                group.getFirst().questionTitle(),
                                                aiHuman(group),
                                                humanHuman(group)))
                        .toList(),
                grouped(machine, mark -> mark.grader() + " " + mark.graderVersion())
                        .values()
                        .stream()
                        .map(
                                group ->
                                        new CalibrationView.ByGrader(
                                                Objects.requireNonNullElse(
                                                        group.getFirst().grader(), "unknown"),
                                                Objects.requireNonNullElse(
                                                        group.getFirst().graderVersion(),
                                                        "unknown"),
                                                aiHuman(group)))
                        .toList(),
                new TreeMap<>(grouped(machine, mark -> monday(mark.markedAt())))
                        .entrySet().stream()
                                .map(
                                        week ->
                                                new CalibrationView.Week(
                                                        week.getKey().toString(),
                                                        aiHuman(week.getValue())))
                                .toList(),
                reviewers(machine, onlyReviewer));
    }

    private static List<CalibrationView.ByReviewer> reviewers(
            List<HumanMark> machine, @Nullable String only) {
        double overall = machine.stream().mapToInt(Calibrate::difference).average().orElse(0);
        return grouped(machine, HumanMark::reviewer).entrySet().stream()
                .filter(group -> only == null || group.getKey().equals(only))
                .map(
                        group -> {
                            var marks = group.getValue();
                            var agreement = aiHuman(marks);
                            double mean =
                                    marks.stream()
                                            .mapToInt(Calibrate::difference)
                                            .average()
                                            .orElse(0);
                            double trust = marks.size() / (marks.size() + HALF_TRUSTED);
                            return new CalibrationView.ByReviewer(
                                    marks.getLast().reviewerName(),
                                    marks.size(),
                                    agreement.enough(),
                                    agreement.meanDifference(),
                                    Agreement.rounded((mean - overall) * trust),
                                    agreement);
                        })
                .sorted(Comparator.comparing(CalibrationView.ByReviewer::reviewer))
                .toList();
    }

    private static int difference(HumanMark mark) {
        return mark.level() - Objects.requireNonNull(mark.machineLevel());
    }

    private static Agreement aiHuman(List<HumanMark> marks) {
        var pairs = new ArrayList<LevelPair>();
        for (var mark : marks) {
            var machine = mark.machineLevel();
            if (machine != null) {
                pairs.add(new LevelPair(mark.attemptId(), machine, mark.level()));
            }
        }
        return Agreement.of(pairs);
    }

    /** Each two people who marked the same criterion of the same attempt, the earlier one first. */
    private static Agreement humanHuman(List<HumanMark> marks) {
        var pairs = new ArrayList<LevelPair>();
        for (var same :
                grouped(marks, mark -> List.of(mark.attemptId(), mark.criterionId())).values()) {
            for (int i = 0; i < same.size(); i++) {
                for (int j = i + 1; j < same.size(); j++) {
                    if (!same.get(i).reviewer().equals(same.get(j).reviewer())) {
                        pairs.add(
                                new LevelPair(
                                        same.get(i).attemptId(),
                                        same.get(i).level(),
                                        same.get(j).level()));
                    }
                }
            }
        }
        return Agreement.of(pairs);
    }

    private static <K> Map<K, List<HumanMark>> grouped(
            List<HumanMark> marks, Function<HumanMark, K> key) {
        var groups = new LinkedHashMap<K, List<HumanMark>>();
        for (var mark : marks) {
            groups.computeIfAbsent(key.apply(mark), group -> new ArrayList<>()).add(mark);
        }
        return groups;
    }

    private static LocalDate monday(Instant time) {
        return time.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
