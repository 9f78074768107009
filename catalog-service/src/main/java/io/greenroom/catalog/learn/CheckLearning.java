package io.greenroom.catalog.learn;

import io.greenroom.catalog.learn.LearningContent.Activity;
import io.greenroom.catalog.learn.LearningContent.Loop;
import io.greenroom.catalog.learn.LearningContent.LoopRound;
import io.greenroom.catalog.learn.LearningContent.Plan;
import io.greenroom.catalog.question.QuestionContent.LevelRange;
import io.greenroom.catalog.question.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the learning files of a content directory: each by its schema, and every reference from
 * one to another and to the questions.
 */
public final class CheckLearning {
    private final LearningContent content;
    private final Map<String, AskedQuestion> questions = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private CheckLearning(LearningReader.Read read, Collection<AskedQuestion> questions) {
        this.content = read.content();
        this.faults.addAll(read.faults());
        questions.forEach(question -> this.questions.put(question.id(), question));
    }

    /**
     * What was found.
     *
     * @param counts how many there are of each kind
     * @param faults what is wrong
     * @param gaps what questions name and no file describes
     */
    public record Report(Map<String, Integer> counts, List<Fault> faults, List<String> gaps) {
        public Report {
            faults = List.copyOf(faults);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * @param questions all that there are
     * @throws IOException when a file cannot be read
     */
    public static Report check(Path directory, Collection<AskedQuestion> questions)
            throws IOException {
        return new CheckLearning(LearningReader.read(directory), questions).run();
    }

    private Report run() {
        topics();
        collections();
        companies();
        content.loops().values().forEach(this::loop);
        content.plans().values().forEach(this::plan);
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("topics", content.topics().size());
        counts.put("collections", content.collections().size());
        counts.put("companies", content.companies().size());
        counts.put("loops", content.loops().size());
        counts.put("plans", content.plans().size());
        counts.put("rounds", content.rounds().size());
        counts.put("guides", content.guides().size());
        return new Report(counts, faults, gaps());
    }

    private void topics() {
        int index = 0;
        for (var topic : content.topics().values()) {
            var place = "/topics/" + index++;
            each("topics.yaml", place + "/related", topic.related(), this::topic);
            if (topic.related().contains(topic.id())) {
                fault("topics.yaml", place + "/related", "A topic is not related to itself.");
            }
        }
    }

    private void collections() {
        int index = 0;
        for (var collection : content.collections().values()) {
            each(
                    "collections.yaml",
                    "/collections/" + index++ + "/questions",
                    collection.questions(),
                    this::question);
        }
    }

    private void companies() {
        for (var company : content.companies().values()) {
            var file = "companies/" + company.id() + ".yaml";
            each(file, "/topics", company.topics(), this::topic);
            known(file, "/loop", "loop", company.loop(), content.loops());
        }
    }

    private void loop(Loop loop) {
        var file = "loops/" + loop.id() + ".yaml";
        each(
                file,
                "/companies",
                loop.companies(),
                (where, pointer, company) ->
                        known(where, pointer, "company", company, content.companies()));
        if (loop.levels().min().compareTo(loop.levels().max()) > 0) {
            fault(file, "/levels", "The lowest level is above the highest.");
        }
        Set<String> ids = new HashSet<>();
        Map<Round, Integer> drawn = new LinkedHashMap<>();
        for (int i = 0; i < loop.rounds().size(); i++) {
            var round = loop.rounds().get(i);
            var place = "/rounds/" + i;
            if (!ids.add(round.id())) {
                fault(file, place + "/id", "The id \"" + round.id() + "\" comes twice.");
            }
            each(file, place + "/questions", round.questions(), this::question);
            pick(file, place + "/pick", loop.levels(), round, drawn);
        }
    }

    /**
     * No question comes twice in a loop, so what earlier rounds take is not there for later ones.
     */
    private void pick(
            String file,
            String place,
            LevelRange levels,
            LoopRound loopRound,
            Map<Round, Integer> drawn) {
        var pick = loopRound.pick();
        if (pick == null) {
            return;
        }
        each(file, place + "/topics", pick.topics(), this::topic);
        var round = pick.round() == null ? loopRound.round() : pick.round();
        long fitting =
                questions.values().stream()
                        .filter(question -> question.round() == round)
                        .filter(question -> overlap(question.level(), levels))
                        .filter(
                                question ->
                                        pick.topics().isEmpty()
                                                || question.topics().stream()
                                                        .anyMatch(pick.topics()::contains))
                        .count();
        int taken = drawn.merge(round, pick.count(), Integer::sum);
        if (fitting < taken) {
            fault(
                    file,
                    place,
                    "Only %d %s questions fit its topics and levels; with earlier rounds it takes up to %d."
                            .formatted(fitting, round.wire(), taken));
        }
    }

    static boolean overlap(LevelRange one, LevelRange other) {
        return one.min().compareTo(other.max()) <= 0 && other.min().compareTo(one.max()) <= 0;
    }

    private void plan(Plan plan) {
        var file = "plans/" + plan.id() + ".yaml";
        for (int i = 0; i < plan.weeks().size(); i++) {
            var week = plan.weeks().get(i);
            var place = "/weeks/" + i;
            if (week.number() != i + 1) {
                fault(file, place + "/number", "Weeks are numbered 1, 2, 3 … in their order.");
            }
            each(file, place + "/topics", week.topics(), this::topic);
            for (int j = 0; j < week.activities().size(); j++) {
                activity(file, place + "/activities/" + j, week.activities().get(j));
            }
        }
    }

    private void activity(String file, String place, Activity activity) {
        if (activity.topic() != null) {
            topic(file, place + "/topic", activity.topic());
        }
        known(file, place + "/loop", "loop", activity.loop(), content.loops());
        known(file, place + "/guide", "guide", activity.guide(), content.guides());
        var count = activity.count();
        if (count != null) {
            long fitting =
                    questions.values().stream()
                            .filter(
                                    question ->
                                            activity.topic() == null
                                                    || question.topics().contains(activity.topic()))
                            .filter(
                                    question ->
                                            activity.round() == null
                                                    || question.round() == activity.round())
                            .count();
            if (fitting < count) {
                fault(
                        file,
                        place + "/count",
                        "It asks for %d questions, and there are %d.".formatted(count, fitting));
            }
        }
    }

    /** What the questions name and nobody has described. */
    private List<String> gaps() {
        Set<String> topics = new TreeSet<>();
        Set<String> companies = new TreeSet<>();
        Set<String> rounds = new TreeSet<>();
        questions
                .values()
                .forEach(
                        question -> {
                            topics.addAll(question.topics());
                            companies.addAll(question.companies());
                        });
        for (var round : Round.values()) {
            rounds.add(round.wire());
        }
        List<String> gaps = new ArrayList<>();
        gap(gaps, "topics without a page", topics, content.topics().keySet());
        gap(gaps, "companies without a profile", companies, content.companies().keySet());
        gap(gaps, "rounds without a page", rounds, content.rounds().keySet());
        return gaps;
    }

    private static void gap(
            List<String> gaps, String what, Set<String> named, Set<String> described) {
        named.removeAll(described);
        if (!named.isEmpty()) {
            gaps.add(what + ": " + String.join(" ", named));
        }
    }

    private interface Reference {
        void check(String file, String pointer, String id);
    }

    private static void each(String file, String pointer, List<String> ids, Reference reference) {
        for (int i = 0; i < ids.size(); i++) {
            reference.check(file, pointer + "/" + i, ids.get(i));
        }
    }

    private void topic(String file, String pointer, String id) {
        known(file, pointer, "topic", id, content.topics());
    }

    private void question(String file, String pointer, String id) {
        known(file, pointer, "question", id, questions);
    }

    private void known(
            String file, String pointer, String what, @Nullable String id, Map<String, ?> all) {
        if (id != null && !all.containsKey(id)) {
            fault(file, pointer, "There is no %s \"%s\".".formatted(what, id));
        }
    }

    private void fault(String file, String pointer, String detail) {
        faults.add(new Fault(file, pointer, detail));
    }
}
