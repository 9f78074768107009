package io.greenroom.catalog.learn;

import io.greenroom.catalog.learn.LearningContent.Activity;
import io.greenroom.catalog.learn.LearningContent.ActivityKind;
import io.greenroom.catalog.learn.LearningContent.Plan;
import io.greenroom.catalog.question.Round;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The data of {@code catalog.plan-published.v1}: the plan, whole. */
record PlanPublished(
        String planId,
        String title,
        String summary,
        String audience,
        Instant publishedAt,
        List<PublishedWeek> weeks) {
    static final String TOPIC = "catalog.plans";
    static final String TYPE = "catalog.plan-published.v1";

    /** The data of {@code catalog.plan-withdrawn.v1}. */
    record Withdrawn(String planId, Instant withdrawnAt) {
        static final String TYPE = "catalog.plan-withdrawn.v1";
    }

    static PlanPublished of(Plan plan, Instant now) {
        return new PlanPublished(
                plan.id(),
                plan.title(),
                plan.summary(),
                plan.audience(),
                now,
                plan.weeks().stream()
                        .map(
                                week ->
                                        new PublishedWeek(
                                                week.number(),
                                                week.title(),
                                                week.goal(),
                                                week.topics(),
                                                IntStream.range(0, week.activities().size())
                                                        .mapToObj(
                                                                i ->
                                                                        PublishedActivity.of(
                                                                                Plan.activityId(
                                                                                        week
                                                                                                .number(),
                                                                                        i),
                                                                                week.activities()
                                                                                        .get(i)))
                                                        .toList()))
                        .toList());
    }

    /** One week. */
    record PublishedWeek(
            int number,
            String title,
            String goal,
            List<String> topics,
            List<PublishedActivity> activities) {}

    /** One thing to do. */
    record PublishedActivity(
            String id,
            ActivityKind kind,
            String title,
            int minutes,
            @Nullable String detail,
            @Nullable String topic,
            @Nullable Round round,
            @Nullable String loop,
            @Nullable String guide,
            @Nullable Integer count) {
        static PublishedActivity of(String id, Activity activity) {
            return new PublishedActivity(
                    id,
                    activity.kind(),
                    activity.title(),
                    activity.minutes(),
                    activity.detail(),
                    activity.topic(),
                    activity.round(),
                    activity.loop(),
                    activity.guide(),
                    activity.count());
        }
    }
}
