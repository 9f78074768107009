package io.greenroom.catalog.learn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.catalog.question.QuestionContent.LevelRange;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.Slugs;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the learning files say, by id and in the order of the files. The shapes are those of the
 * schemas in {@code contracts/catalog/}.
 */
record LearningContent(
        Map<String, Topic> topics,
        Map<String, QuestionCollection> collections,
        Map<String, Company> companies,
        Map<String, Loop> loops,
        Map<String, Plan> plans,
        Map<String, RoundProfile> rounds,
        Map<String, Guide> guides) {
    LearningContent {
        topics = copy(topics);
        collections = copy(collections);
        companies = copy(companies);
        loops = copy(loops);
        plans = copy(plans);
        rounds = copy(rounds);
        guides = copy(guides);
    }

    static final LearningContent NONE =
            new LearningContent(
                    Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * Something to read.
     *
     * @param why what it gives that others don't
     */
    public record Reading(String title, String url, String why) {}

    /** A public page on which a statement rests. */
    public record Source(String title, String url) {}

    /** A titled statement. */
    public record Detail(String title, String detail) {}

    /**
     * What questions are about.
     *
     * @param why Markdown: why interviewers ask about it
     * @param related ids of other topics
     */
    record Topic(
            String id,
            String title,
            String summary,
            String why,
            List<Reading> read,
            List<String> related) {
        Topic {
            read = copy(read);
            related = copy(related);
        }
    }

    /**
     * A hand-picked set of questions.
     *
     * @param questions ids, in the order in which they are best practised
     */
    record QuestionCollection(
            String id, String title, String summary, String audience, List<String> questions) {
        QuestionCollection {
            questions = copy(questions);
        }
    }

    /**
     * A company, or a kind of company, and how it interviews.
     *
     * @param loop the loop that comes closest to theirs
     * @param stresses what its interviewers weigh more than others do
     * @param process the steps, in order
     * @param topics ids, the weightiest first
     */
    record Company(
            String id,
            String name,
            String kind,
            String summary,
            String loop,
            List<Detail> stresses,
            List<Detail> process,
            List<String> prepare,
            List<String> topics,
            List<Source> sources) {
        Company {
            stresses = copy(stresses);
            process = copy(process);
            prepare = copy(prepare);
            topics = copy(topics);
            sources = copy(sources);
        }
    }

    /** The rounds as a kind of company runs them. */
    record Loop(
            String id,
            String title,
            String summary,
            List<String> companies,
            LevelRange levels,
            List<LoopRound> rounds) {
        Loop {
            companies = copy(companies);
            rounds = copy(rounds);
        }

        int minutes() {
            return rounds.stream().mapToInt(LoopRound::minutes).sum();
        }
    }

    /**
     * One round of a loop; with pick, or questions, or nothing to practise.
     *
     * @param tests what the round is for
     * @param scored what the interviewer writes down
     * @param questions ids, when they are to be these and no others
     */
    record LoopRound(
            String id,
            Round round,
            String title,
            int minutes,
            List<String> tests,
            List<String> scored,
            @Nullable Pick pick,
            List<String> questions) {
        LoopRound {
            tests = copy(tests);
            scored = copy(scored);
            questions = copy(questions);
        }
    }

    /**
     * Questions drawn at random.
     *
     * @param round that of the loop's round when null
     * @param topics any of these; empty for every topic
     */
    public record Pick(@Nullable Round round, List<String> topics, int count) {
        public Pick {
            topics = copy(topics);
        }
    }

    /** What to do week by week; the last week ends with the interview. */
    record Plan(String id, String title, String summary, String audience, List<Week> weeks) {
        Plan {
            weeks = copy(weeks);
        }

        int minutes() {
            return weeks.stream()
                    .flatMap(week -> week.activities().stream())
                    .mapToInt(Activity::minutes)
                    .sum();
        }
    }

    /** One week of a plan. */
    public record Week(
            int number, String title, String goal, List<String> topics, List<Activity> activities) {
        public Week {
            topics = copy(topics);
            activities = copy(activities);
        }
    }

    /**
     * One thing to do.
     *
     * @param count only with practice: how many questions
     */
    public record Activity(
            ActivityKind kind,
            String title,
            int minutes,
            @Nullable String detail,
            @Nullable String topic,
            @Nullable Round round,
            @Nullable String loop,
            @Nullable String guide,
            @Nullable Integer count) {}

    /** What kind of thing an activity is. */
    public enum ActivityKind {
        PRACTICE,
        READ,
        WRITE,
        MOCK,
        REST;

        /** As it stands in the files and in answers. */
        @JsonValue
        public String wire() {
            return Slugs.of(this);
        }

        @JsonCreator
        static ActivityKind of(String wire) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wire().equals(wire))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown kind of activity"));
        }
    }

    /** A kind of round: what it tests, how it is scored, how to prepare. */
    record RoundProfile(
            Round id,
            String title,
            String summary,
            List<String> tests,
            List<String> scored,
            List<String> prepare,
            List<String> during,
            List<Mistake> mistakes) {
        RoundProfile {
            tests = copy(tests);
            scored = copy(scored);
            prepare = copy(prepare);
            during = copy(during);
            mistakes = copy(mistakes);
        }
    }

    /** A common mistake, and what to do instead. */
    public record Mistake(String title, String instead) {}

    /**
     * Advice on one thing.
     *
     * @param rounds those it helps with; empty when it is for all
     */
    record Guide(
            String id, String title, String summary, List<Round> rounds, List<Section> sections) {
        Guide {
            rounds = copy(rounds);
            sections = copy(sections);
        }
    }

    /** A part of a guide; the body is Markdown. */
    public record Section(String title, String body) {}
}
