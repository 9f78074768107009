package io.greenroom.session.study;

import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question to practise next, and why. */
record NextItem(
        String questionId,
        String slug,
        String title,
        String round,
        List<String> topics,
        int minutes,
        int difficulty,
        Reason reason) {
    static NextItem of(ListedQuestion question, Reason reason) {
        return new NextItem(
                question.id(),
                question.slug(),
                question.title(),
                question.round(),
                question.topics(),
                question.minutes(),
                question.difficulty(),
                reason);
    }

    /** Why a question is suggested. */
    enum Code {
        UNFINISHED,
        WEAK_TOPIC,
        PLAN,
        BOOKMARKED,
        NEW_TOPIC,
        NEW,
        AGAIN;

        @JsonValue
        String wire() {
            return Slugs.of(this);
        }
    }

    /**
     * A reason that names the facts it rests on, and nothing else.
     *
     * @param detail a sentence
     * @param answers weak-topic: how many graded answers the mean is of
     * @param meanScore weak-topic: of those answers; again: of that answer
     * @param attemptId unfinished: the draft
     */
    record Reason(
            Code code,
            String detail,
            @Nullable String topic,
            @Nullable Integer answers,
            @Nullable Integer meanScore,
            @Nullable UUID attemptId,
            @Nullable String planId,
            @Nullable Integer week,
            @Nullable String activityId) {

        private static Reason of(Code code, String detail) {
            return new Reason(code, detail, null, null, null, null, null, null, null);
        }

        static Reason unfinished(UUID attempt) {
            return new Reason(
                    Code.UNFINISHED,
                    "You have begun an answer and not handed it in.",
                    null,
                    null,
                    null,
                    attempt,
                    null,
                    null,
                    null);
        }

        static Reason weakTopic(TopicStanding standing) {
            return new Reason(
                    Code.WEAK_TOPIC,
                    standing.answers() == 1
                            ? "Your one graded answer on %s has %d of 100."
                                    .formatted(words(standing.topic()), standing.meanScore())
                            : "Your %d graded answers on %s have %d of 100 on average."
                                    .formatted(
                                            standing.answers(),
                                            words(standing.topic()),
                                            standing.meanScore()),
                    standing.topic(),
                    standing.answers(),
                    standing.meanScore(),
                    null,
                    null,
                    null,
                    null);
        }

        static Reason plan(ChosenPlans.Chosen chosen, PlanProgress.Waiting waiting) {
            var activity = waiting.activity();
            return new Reason(
                    Code.PLAN,
                    "Week %d of your plan \"%s\": %d of %d done of \"%s\"."
                            .formatted(
                                    waiting.week().number(),
                                    chosen.plan().title(),
                                    chosen.progress().done(activity),
                                    activity.times(),
                                    activity.title()),
                    activity.topic(),
                    null,
                    null,
                    null,
                    chosen.plan().planId(),
                    waiting.week().number(),
                    activity.id());
        }

        static Reason bookmarked() {
            return of(Code.BOOKMARKED, "You marked it and have not answered it yet.");
        }

        static Reason newTopic(String topic, long questions) {
            return new Reason(
                    Code.NEW_TOPIC,
                    "You have answered nothing on %s yet; %s on it."
                            .formatted(
                                    words(topic),
                                    questions == 1
                                            ? "one question is"
                                            : questions + " questions are"),
                    topic,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        static Reason isNew() {
            return of(Code.NEW, "You have not answered it yet.");
        }

        static Reason again(int score) {
            return new Reason(
                    Code.AGAIN,
                    "You have answered all that fits; this answer has the fewest points: %d of 100."
                            .formatted(score),
                    null,
                    null,
                    score,
                    null,
                    null,
                    null,
                    null);
        }

        private static String words(String topic) {
            return topic.replace('-', ' ');
        }
    }
}
