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

    /** Of a question whose own sentences read like orders to a grader, only wording tells. */
    private static final double ABOUT_GRADING = 0.5;

    /** No sentence of the answer is nearer than this to anything that the question is about. */
    private static final double UNRELATED = 0.59;

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
        var kinds = new ArrayList<Kind>();
        for (int i = 0; i < vectors.size(); i++) {
            kinds.add(kind(intent.of(passages.get(i), vectors.get(i)), aboutGrading));
        }
        return kinds;
    }

    private static Kind kind(Intent.Reading reading, boolean aboutGrading) {
        if (reading.toGrader() >= TO_GRADER && !aboutGrading) {
            return Kind.TO_GRADER;
        }
        if (reading.generic() >= GENERIC) {
            return Kind.GENERIC;
        }
        return reading.nothing() >= NOTHING ? Kind.NOTHING : Kind.ANSWER;
    }

    /** True when none of the passages is anywhere near the question. */
    boolean isUnrelated(Question question, List<String> passages) {
        return !passages.isEmpty() && nearness(question, passages) < UNRELATED;
    }

    /** The cosine of the passage that is nearest to anything that the question is about. */
    double nearness(Question question, List<String> passages) {
        double nearest = -1;
        for (var vector : vectors(passages)) {
            for (var other : topic(question).vectors()) {
                double sum = 0;
                for (int i = 0; i < vector.length; i++) {
                    sum += vector[i] * (double) other[i];
                }
                nearest = Math.max(nearest, sum);
            }
        }
        return nearest;
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
