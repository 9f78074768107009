package io.greenroom.grading.guard;

import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import io.greenroom.grading.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What the guard makes of a passage by its meaning. Thresholds are set on answers by people. */
final class Understanding {
    private static final double TO_GRADER = 0.85;
    private static final double GENERIC = 0.80;
    private static final double NOTHING = 0.60;

    /** Where one sentence is surely no answer, less is needed to say the same of its neighbours. */
    private static final double NEIGHBOUR = 0.30;

    private static final double MOSTLY = 0.4;

    /** A sentence this near to the question is likely about it, whatever stands beside it. */
    private static final double NEAR = 0.74;

    private static final double NEAR_NEIGHBOUR = 0.40;
    private static final int SENTENCE = 5;

    /** Of a question whose own sentences read like orders to a grader, only wording tells. */
    private static final double ABOUT_GRADING = 0.5;

    /** No sentence of the answer is nearer than this to anything that the question is about. */
    private static final double UNRELATED = 0.59;

    /** Of few words less can be expected. */
    private static final double UNRELATED_BRIEF = 0.55;

    /** Several sentences that are as far as this on average, and none of them near. */
    private static final double FAR = 0.56;

    private static final double NOT_NEAR = 0.68;

    /** A sentence without any word of the subject needs less to be taken for an empty one. */
    private static final double EMPTY = 0.25;

    /** Unless it is as near as this to what is asked or expected, in words of its own. */
    private static final double IN_OTHER_WORDS = 0.66;

    private static final double ASIDE = 0.03;

    /** Answers by people read less like anything else than this. */
    private static final double HARDLY = 0.03;

    /** From this on it is worth looking at what a sentence says besides the question's words. */
    private static final double SUSPECT = 0.04;

    private static final double EMPTY_BESIDES = 0.5;
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
     * @param asked stems of the question's words
     * @param subject stems of all words that an answer may rightly have
     */
    private record Topic(
            List<float[]> vectors, boolean aboutGrading, Set<String> asked, Set<String> subject) {}

    /** What a passage is. */
    enum Kind {
        ANSWER,
        TO_GRADER,
        GENERIC,
        /** Says that one does not know, or only what follows. */
        NOTHING,
        /** Polite or empty words beside an answer, which say nothing about whether there is one. */
        ASIDE
    }

    /** What each of the passages of an answer to the question is. */
    List<Kind> kinds(Question question, List<Passage> passages) {
        if (passages.isEmpty()) {
            return List.of();
        }
        var words = passages.stream().map(Passage::words).toList();
        var topic = topic(question);
        boolean aboutGrading = topic.aboutGrading();
        var vectors = vectors(words);
        var readings = new ArrayList<Intent.Reading>();
        for (int i = 0; i < vectors.size(); i++) {
            readings.add(reading(words.get(i), vectors.get(i)));
        }
        var kinds = new ArrayList<Kind>();
        for (int i = 0; i < readings.size(); i++) {
            var kind = kind(readings.get(i), aboutGrading);
            kinds.add(
                    isScaffold(words.get(i))
                            ? Kind.ASIDE
                            : kind == Kind.ANSWER
                                    ? besidesTheQuestion(
                                            words.get(i), vectors.get(i), readings.get(i), topic)
                                    : kind);
        }
        // Polite words around an answer say nothing of it; fluff and orders are seldom alone.
        if (kinds.stream().noneMatch(kind -> kind == Kind.GENERIC || kind == Kind.TO_GRADER)) {
            return kinds;
        }
        var nearness = nearness(question, words);
        long noAnswer =
                kinds.stream().filter(kind -> kind != Kind.ANSWER && kind != Kind.ASIDE).count();
        // A single sentence that only seems empty beside the question says nothing of what stands
        // around it; two do.
        boolean sure = readings.stream().anyMatch(one -> kind(one, aboutGrading) != Kind.ANSWER);
        long seeming =
                IntStream.range(0, passages.size())
                        .filter(i -> !passages.get(i).part() && kinds.get(i) == Kind.GENERIC)
                        .count();
        boolean mostly = (sure || seeming > 1) && noAnswer >= MOSTLY * kinds.size();
        var all = new ArrayList<>(kinds);
        // What is no answer stands together; a long answer must not suffer for one odd sentence.
        var sentences = sentences(passages);
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) != Kind.ANSWER || !mostly && !hasCompany(all, sentences, i)) {
                    continue;
                }
                var kind =
                        beside(
                                readings.get(i),
                                nearness.get(i),
                                mostly && Words.all(words.get(i)).size() >= SENTENCE,
                                aboutGrading);
                more |= kind != Kind.ANSWER;
                all.set(i, kind);
            }
        }
        return all;
    }

    /** An order to the grader is one also where its words are misspelt. */
    private Intent.Reading reading(String passage, float[] vector) {
        var asWritten = intent.of(passage, vector);
        var repaired = Spelling.repaired(passage);
        if (repaired.equals(passage)) {
            return asWritten;
        }
        var asMeant = intent.of(repaired, vectors(List.of(repaired)).getFirst());
        return asMeant.toGrader() > asWritten.toGrader() ? asMeant : asWritten;
    }

    /** The number of the sentence that each passage is or is a part of. */
    private static int[] sentences(List<Passage> passages) {
        var sentences = new int[passages.size()];
        int sentence = 0;
        for (int i = 0; i < sentences.length; i++) {
            sentence += passages.get(i).part() ? 0 : 1;
            sentences[i] = sentence;
        }
        return sentences;
    }

    /** True where the same sentence or the one before or after it is surely no answer. */
    private static boolean hasCompany(List<Kind> kinds, int[] sentences, int of) {
        for (int i = 0; i < sentences.length; i++) {
            if (Math.abs(sentences[i] - sentences[of]) <= 1
                    && (kinds.get(i) == Kind.GENERIC || kinds.get(i) == Kind.TO_GRADER)) {
                return true;
            }
        }
        return false;
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

    /** True of words that only announce or close an answer, unless they talk of its grading. */
    private static boolean isScaffold(String passage) {
        return Words.all(passage).size() >= SENTENCE
                && Guard.SCAFFOLD.containsAll(Words.stems(passage))
                && Intent.kindsOfGradingTalk(passage) <= 2;
    }

    /**
     * What a sentence is that may only look like an answer because it has words of the question in
     * it, or that has no word of the subject at all.
     */
    private Kind besidesTheQuestion(
            String passage, float[] vector, Intent.Reading reading, Topic topic) {
        var stems = Words.stems(passage);
        if (Words.all(passage).size() >= SENTENCE
                && stems.stream().noneMatch(topic.subject()::contains)) {
            if (reading.generic() >= EMPTY && nearness(vector, topic) < IN_OTHER_WORDS) {
                return Kind.GENERIC;
            }
            return reading.nothing() >= ASIDE ? Kind.ASIDE : Kind.ANSWER;
        }
        if (reading.generic() < SUSPECT || stems.stream().noneMatch(topic.asked()::contains)) {
            return Kind.ANSWER;
        }
        var rest = new StringBuilder();
        for (var word : passage.split(" ")) {
            if (Words.stems(word).stream().noneMatch(topic.asked()::contains)) {
                rest.append(rest.isEmpty() ? "" : " ").append(word);
            }
        }
        return !rest.isEmpty()
                        && intent.of(rest.toString(), vectors(List.of(rest.toString())).getFirst())
                                        .generic()
                                >= EMPTY_BESIDES
                ? Kind.GENERIC
                : Kind.ANSWER;
    }

    /** What a sentence is whose neighbours are surely no answer. */
    private static Kind beside(
            Intent.Reading reading, double nearness, boolean mostly, boolean aboutGrading) {
        double enough = nearness >= NEAR ? NEAR_NEIGHBOUR : NEIGHBOUR;
        if (reading.toGrader() >= enough && !aboutGrading) {
            return Kind.TO_GRADER;
        }
        double empty = reading.generic() + reading.nothing();
        if (empty >= enough
                || mostly && nearness < NOT_NEAR && empty + reading.toGrader() >= HARDLY) {
            return Kind.GENERIC;
        }
        return Kind.ANSWER;
    }

    /** True when none of the passages is anywhere near the question, or most are far from it. */
    boolean isUnrelated(Question question, List<String> passages, boolean brief) {
        if (passages.isEmpty()) {
            return false;
        }
        var nearness = nearness(question, passages);
        double nearest = nearness.stream().mapToDouble(one -> one).max().orElse(1);
        double mean = nearness.stream().mapToDouble(one -> one).average().orElse(1);
        return nearest < (brief ? UNRELATED_BRIEF : UNRELATED) || mean < FAR && nearest < NOT_NEAR;
    }

    /** The cosine of each passage with whatever the question is about that is nearest to it. */
    private List<Double> nearness(Question question, List<String> passages) {
        var topic = topic(question);
        return vectors(passages).stream().map(vector -> nearness(vector, topic)).toList();
    }

    private static double nearness(float[] vector, Topic topic) {
        double nearest = -1;
        for (var other : topic.vectors()) {
            double sum = 0;
            for (int i = 0; i < vector.length; i++) {
                sum += vector[i] * (double) other[i];
            }
            nearest = Math.max(nearest, sum);
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
        var asked = Words.stems(question.title() + " " + question.prompt());
        var subject = new HashSet<>(asked);
        all.forEach(text -> subject.addAll(Words.stems(text)));
        subject.removeAll(Guard.SCAFFOLD);
        var topic = new Topic(List.copyOf(vectors), aboutGrading, asked, subject);
        synchronized (topics) {
            topics.put(key, topic);
        }
        return topic;
    }
}
