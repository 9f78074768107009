package io.greenroom.catalog.learn;

import io.greenroom.catalog.learn.LearningContent.Loop;
import io.greenroom.catalog.learn.LearningContent.LoopRound;
import io.greenroom.catalog.question.PublishedQuestions;
import io.greenroom.catalog.question.QuestionContent.Level;
import io.greenroom.catalog.question.QuestionSummary;
import io.greenroom.catalog.question.Round;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns a loop into concrete questions. No question comes twice. */
@ApplicationScoped
class PracticeLoop {
    private static final int CANDIDATES = 400;

    private final PublishedQuestions questions;

    @Inject
    PracticeLoop(PublishedQuestions questions) {
        this.questions = questions;
    }

    /**
     * A round with its questions.
     *
     * @param missing how many questions it should have had and the catalog has not
     */
    record PracticeRound(
            String id,
            Round round,
            String title,
            int minutes,
            List<String> tests,
            List<String> scored,
            List<QuestionSummary> questions,
            int missing) {
        static PracticeRound of(LoopRound round, List<QuestionSummary> questions, int wanted) {
            return new PracticeRound(
                    round.id(),
                    round.round(),
                    round.title(),
                    round.minutes(),
                    round.tests(),
                    round.scored(),
                    questions,
                    Math.max(0, wanted - questions.size()));
        }
    }

    /**
     * @param levels which levels the questions are to suit, any of them
     */
    Uni<List<PracticeRound>> resolve(Loop loop, List<Level> levels, long seed) {
        // What a later round insists on is not drawn for an earlier one.
        Set<String> used = new HashSet<>();
        loop.rounds().forEach(round -> used.addAll(round.questions()));
        return Multi.createFrom()
                .iterable(loop.rounds())
                .onItem()
                .transformToUniAndConcatenate(round -> resolve(round, levels, seed, used))
                .collect()
                .asList();
    }

    /** All levels of the loop. */
    static List<Level> levels(Loop loop) {
        return Arrays.stream(Level.values())
                .filter(level -> level.compareTo(loop.levels().min()) >= 0)
                .filter(level -> level.compareTo(loop.levels().max()) <= 0)
                .toList();
    }

    private Uni<PracticeRound> resolve(
            LoopRound round, List<Level> levels, long seed, Set<String> used) {
        var pick = round.pick();
        if (pick == null) {
            return questions
                    .withIds(round.questions())
                    .map(found -> PracticeRound.of(round, found, round.questions().size()));
        }
        var wanted =
                new PublishedQuestions.Wanted(
                        List.of(pick.round() == null ? round.round() : pick.round()),
                        pick.topics(),
                        levels,
                        List.of(),
                        List.of(),
                        List.copyOf(used));
        return questions
                .shuffled(wanted, Integer.MAX_VALUE, seed, CANDIDATES)
                .map(found -> draw(found.questions(), round.minutes(), pick.count()))
                .invoke(drawn -> drawn.forEach(question -> used.add(question.id())))
                .map(drawn -> PracticeRound.of(round, drawn, pick.count()));
    }

    /** Within the round's time if that can be; else as many as it should be, the shortest. */
    static List<QuestionSummary> draw(List<QuestionSummary> candidates, int minutes, int count) {
        var fitting = DrawSet.draw(candidates, minutes, count);
        if (fitting.size() == Math.min(count, candidates.size())) {
            return fitting;
        }
        var drawn = new ArrayList<>(fitting);
        candidates.stream()
                .filter(question -> !fitting.contains(question))
                .sorted(Comparator.comparingInt(QuestionSummary::minutes))
                .limit(count - (long) fitting.size())
                .forEach(drawn::add);
        return List.copyOf(drawn);
    }
}
