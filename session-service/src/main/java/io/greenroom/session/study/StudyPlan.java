package io.greenroom.session.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A study plan, as the catalog's topic carries it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record StudyPlan(
        String planId, String title, String summary, Instant publishedAt, List<Week> weeks) {
    StudyPlan {
        weeks = weeks == null ? List.of() : List.copyOf(weeks);
    }

    boolean has(String activityId) {
        return weeks.stream()
                .flatMap(week -> week.activities().stream())
                .anyMatch(activity -> activity.id().equals(activityId));
    }

    /** One week; they are counted from 1. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Week(
            int number, String title, String goal, List<String> topics, List<Activity> activities) {
        Week {
            topics = List.copyOf(topics);
            activities = List.copyOf(activities);
        }
    }

    /**
     * One thing to do.
     *
     * @param id its week and its place there, e.g. w1-a2
     * @param count only with practice: how many questions
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Activity(
            String id,
            String kind,
            String title,
            int minutes,
            @Nullable String detail,
            @Nullable String topic,
            @Nullable String round,
            @Nullable String loop,
            @Nullable String guide,
            @Nullable Integer count) {
        boolean isPractice() {
            return count != null;
        }

        /** How many times it is to be done. */
        int times() {
            return count == null ? 1 : count;
        }

        boolean asksFor(Answered answered) {
            return isPractice()
                    && (topic == null || answered.topics().contains(topic))
                    && (round == null || round.equals(answered.round()));
        }
    }

    /** A question that was answered, in practice or in a mock session. */
    record Answered(String round, List<String> topics) {
        Answered {
            topics = List.copyOf(topics);
        }
    }
}
