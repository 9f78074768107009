package io.greenroom.grading.guard;

import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What the guard makes of a passage by its meaning. Thresholds are set on answers by people. */
final class Understanding {
    private static final double TO_GRADER = 0.85;
    private static final double GENERIC = 0.80;
    private static final double NOTHING = 0.80;

    /** Where one sentence is surely no answer, less is needed to say the same of its neighbours. */
    private static final double NEIGHBOUR = 0.35;

    /** Of a question whose own sentences read like orders to a grader, only wording tells. */
    private static final double ABOUT_GRADING = 0.5;

    /** No sentence of the answer is nearer than this to anything that the question is about. */
    private static final double UNRELATED = 0.59;

    /** Several sentences that are as far as this on average, and none of them near. */
    private static final double FAR = 0.56;

    private static final double NOT_NEAR = 0.68;

    private static final int KEPT = 200;

    private final Meaning meaning;
    private final Intent intent = Intent.current();
    private final Map<String, Topic> topics =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Topic> eldest) {
                    return size() > KEPT;
                }
            };

    Understanding(Meaning meaning) {
        this.meaning = meaning;
    }

    /**
     * What a question is about.
     *
     * @param aboutGrading true when honest answers to it may speak of graders and orders
     */
    private record Topic(List<float[]> vectors, boolean aboutGrading) {}

    /** What a passage is. */
    enum Kind {
        ANSWER,
        TO_GRADER,
        GENERIC,
        NOTHING
    }

    /** What each of the passages of an answer to the question is. */
    List<Kind> kinds(Question question, List<String> passages) {
        if (passages.isEmpty()) {
            return List.of();
        }
        boolean aboutGrading = topic(question).aboutGrading();
        var vectors = vectors(passages);
        var readings = new ArrayList<Intent.Reading>();
        for (int i = 0; i < vectors.size(); i++) {
            readings.add(intent.of(passages.get(i), vectors.get(i)));
        }
        boolean spokenTo =
                !aboutGrading && readings.stream().anyMatch(one -> one.toGrader() >= TO_GRADER);
        boolean empty =
                readings.stream()
                        .anyMatch(one -> one.generic() >= GENERIC || one.nothing() >= NOTHING);
        double toGrader = aboutGrading ? 2 : spokenTo ? NEIGHBOUR : TO_GRADER;
        double generic = empty ? NEIGHBOUR : GENERIC;
        double nothing = empty ? NEIGHBOUR : NOTHING;
        return readings.stream()
                .map(
                        one -> {
                            if (one.toGrader() >= toGrader) {
                                return Kind.TO_GRADER;
                            }
                            if (one.generic() >= generic) {
                                return Kind.GENERIC;
                            }
                            return one.nothing() >= nothing ? Kind.NOTHING : Kind.ANSWER;
                        })
                .toList();
    }

    /** True when none of the passages is anywhere near the question, or most are far from it. */
    boolean isUnrelated(Question question, List<String> passages) {
        if (passages.isEmpty()) {
            return false;
        }
        var nearness = nearness(question, passages);
        double nearest = nearness.stream().mapToDouble(one -> one).max().orElse(1);
        double mean = nearness.stream().mapToDouble(one -> one).average().orElse(1);
        return nearest < UNRELATED || mean < FAR && nearest < NOT_NEAR;
    }

    /** The cosine of each passage with whatever the question is about that is nearest to it. */
    private List<Double> nearness(Question question, List<String> passages) {
        var all = new ArrayList<Double>();
        for (var vector : vectors(passages)) {
            double nearest = -1;
            for (var other : topic(question).vectors()) {
                double sum = 0;
                for (int i = 0; i < vector.length; i++) {
                    sum += vector[i] * (double) other[i];
                }
                nearest = Math.max(nearest, sum);
            }
            all.add(nearest);
        }
        return all;
    }

    private List<float[]> vectors(List<String> texts) {
        try {
            return meaning.of(texts);
        } catch (RuntimeException | LinkageError e) {
            throw new GraderFailedException("The guard's model failed", e);
        }
    }

    private Topic topic(Question question) {
        var key = question.id() + "\n" + question.version();
        synchronized (topics) {
            var known = topics.get(key);
            if (known != null) {
                return known;
            }
        }
        var texts = new LinkedHashSet<String>();
        for (var text : List.of(question.prompt(), question.strongAnswer())) {
            Passages.of(text, false).stream()
                    .filter(passage -> passage.kind() == Passage.Kind.PROSE)
                    .map(Passage::words)
                    .forEach(texts::add);
        }
        question.criteria().forEach(criterion -> texts.addAll(criterion.indicators()));
        question.redFlags().forEach(flag -> texts.addAll(flag.signals()));
        var all = List.copyOf(texts);
        var vectors = all.isEmpty() ? List.<float[]>of() : vectors(all);
        boolean aboutGrading = false;
        for (int i = 0; i < all.size(); i++) {
            aboutGrading |= intent.of(all.get(i), vectors.get(i)).toGrader() >= ABOUT_GRADING;
        }
        var topic = new Topic(List.copyOf(vectors), aboutGrading);
        synchronized (topics) {
            topics.put(key, topic);
        }
        return topic;
    }
}
