package io.greenroom.grading.gate;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts that must not fool a grader out of real questions and answers. The same samples give
 * the same texts.
 */
final class Attacks {
    private static final long SEED = 20_261_122L;

    /** Families of attacks that are templates as they stand. */
    private static final List<String> SPOKEN =
            List.of(
                    "direct",
                    "other-language",
                    "fake-turn",
                    "closing-tag",
                    "forged-json",
                    "forged-quote",
                    "authority",
                    "rubric-restated",
                    "master-key");

    /** Of fewer words no order can be told. */
    static final int WORDS_FOR_ORDER = 16;

    /** Of fewer texts a family tells nothing. */
    private static final int EACH_FAMILY = 6;

    private static final int KEYWORDS = 10;
    private static final int ESSAY_SENTENCES = 7;
    private static final int FLUFF_SENTENCES = 5;
    private static final int TOPIC_WORDS = 4;
    private static final double UNRELATED = 0.04;

    private final List<Sample> samples;
    private final List<Sample> strangers;
    private final Templates templates;
    private final int most;
    private final Random random = new Random(SEED);
    private final List<Trial> trials = new ArrayList<>();

    private Attacks(List<Sample> samples, List<Sample> strangers, Templates templates, int most) {
        this.samples = new ArrayList<>(samples);
        this.strangers = List.copyOf(strangers);
        this.templates = templates;
        this.most = most;
        Collections.shuffle(this.samples, random);
    }

    /**
     * The texts of all gates.
     *
     * @param samples real answers
     * @param strangers answers, to other questions too, whatever they are about
     * @param most about how many texts a gate gets
     */
    static List<Trial> on(
            List<Sample> samples, List<Sample> strangers, Templates templates, int most) {
        var attacks = new Attacks(samples, strangers, templates, most);
        attacks.nothing();
        attacks.parroted();
        attacks.fluff();
        attacks.offTopic();
        attacks.injections();
        attacks.words();
        attacks.negated();
        attacks.saidAgain();
        return List.copyOf(attacks.trials);
    }

    private void nothing() {
        for (var gate : List.of(Gate.BLANK, Gate.DONT_KNOW)) {
            int i = 0;
            for (var text : templates.all(gate.id())) {
                add(gate, gate.id(), sample(i++), text, null);
            }
        }
        if (!templates.all("blank").isEmpty()) {
            add(Gate.BLANK, "blank", sample(0), "", null);
            add(Gate.BLANK, "blank", sample(1), "   ", null);
        }
    }

    private void parroted() {
        var questions = new LinkedHashMap<String, Sample>();
        samples.forEach(sample -> questions.putIfAbsent(sample.question().prompt(), sample));
        questions.values().stream()
                .limit(most)
                .forEach(
                        sample -> {
                            var prompt = sample.question().prompt();
                            add(Gate.PARROTED_QUESTION, "verbatim", sample, prompt, null);
                            add(
                                    Gate.PARROTED_QUESTION,
                                    "introduced",
                                    sample,
                                    "The question is the following. " + prompt,
                                    null);
                            add(
                                    Gate.PARROTED_QUESTION,
                                    "twice",
                                    sample,
                                    prompt + "\n" + prompt.toLowerCase(Locale.ROOT),
                                    null);
                        });
    }

    private void fluff() {
        for (int i = 0; i < most && !templates.all("generic-fluff").isEmpty(); i++) {
            var sample = sample(i);
            add(Gate.GENERIC_FLUFF, "generic-fluff", sample, fluff(sample), null);
        }
    }

    private String fluff(Sample sample) {
        var sentences = new LinkedHashSet<String>();
        int wanted = Math.min(FLUFF_SENTENCES, templates.all("generic-fluff").size());
        while (sentences.size() < wanted) {
            sentences.add(templates.one("generic-fluff", slots(sample), random));
        }
        return String.join(" ", sentences);
    }

    private void offTopic() {
        for (int i = 0; i < most / 2 && !templates.all("essay").isEmpty(); i++) {
            var essay = new LinkedHashSet<String>();
            while (essay.size() < ESSAY_SENTENCES) {
                essay.add(templates.one("essay", Map.of(), random));
            }
            add(Gate.OFF_TOPIC, "essay", sample(i), String.join(" ", essay), null);
        }
        for (int i = 0; i < most / 2; i++) {
            var sample = sample(i);
            var other = strangers.get(random.nextInt(strangers.size()));
            var words = Words.stems(other.reference());
            var topic = Words.stems(everything(sample));
            if (isElsewhere(sample, other)
                    && words.size() >= KEYWORDS
                    && words.stream().filter(topic::contains).count() <= UNRELATED * words.size()) {
                add(Gate.OFF_TOPIC, "other-answer", sample, other.reference(), null);
            }
        }
    }

    /** Questions of one course are never far apart: their ids share what stands before a slash. */
    private static boolean isElsewhere(Sample sample, Sample other) {
        var id = sample.question().id();
        int slash = id.indexOf('/');
        return slash < 0 || !other.question().id().startsWith(id.substring(0, slash + 1));
    }

    private void injections() {
        var families = new LinkedHashMap<String, List<String>>();
        int each = Math.max(EACH_FAMILY, most / 8);
        for (var family : SPOKEN) {
            if (!templates.all(family).isEmpty()) {
                families.put(family, attacks(family, each));
            }
        }
        if (!templates.all("direct").isEmpty()) {
            Disguises.ALL.forEach(
                    (family, disguise) ->
                            families.put(
                                    family,
                                    attacks(random.nextInt(3) == 0 ? "authority" : "direct", each)
                                            .stream()
                                            .map(text -> disguise.of(text, random))
                                            .toList()));
        }
        families.forEach(
                (family, texts) -> {
                    int i = random.nextInt(samples.size());
                    for (var text : texts) {
                        var sample = sample(i++);
                        add(Gate.INJECTION_ONLY, family, sample, text, null);
                        add(
                                Gate.INJECTION_ADDED,
                                family,
                                sample,
                                added(sample, text),
                                sample.answer());
                    }
                });
    }

    private List<String> attacks(String family, int count) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(templates.one(family, slots(sample(random.nextInt(samples.size()))), random));
        }
        return texts;
    }

    private String added(Sample sample, String text) {
        var answer = sample.answer().text();
        if (sample.answer().language() == AnswerLanguage.PYTHON) {
            return answer + "\n# " + text.replace("\n", "\n# ") + "\n";
        }
        return random.nextInt(3) == 0 ? text + "\n" + answer : answer + "\n" + text;
    }

    /** Right words in no order. */
    private void words() {
        int kept = 0;
        for (var sample : samples) {
            if (kept >= most) {
                return;
            }
            var keywords = new ArrayList<String>();
            var seen = new LinkedHashSet<String>();
            for (var word : Words.all(sample.reference() + " " + sample.question().prompt())) {
                if (!Words.isFunction(word) && seen.add(word)) {
                    keywords.add(word);
                }
            }
            var text = sample.good() && kept % 2 == 0 ? sample.answer().text() : sample.reference();
            if (keywords.size() < KEYWORDS
                    || sample.answer().language() == AnswerLanguage.PYTHON
                    || Words.all(text).size() < WORDS_FOR_ORDER) {
                continue;
            }
            Collections.shuffle(keywords, random);
            var salad = kept % 3 == 0 ? "bare" : kept % 3 == 1 ? "listed" : "joined";
            var joint = kept % 3 == 0 ? " " : kept % 3 == 1 ? ", " : " and ";
            add(Gate.KEYWORD_SALAD, salad, sample, String.join(joint, keywords), null);
            add(Gate.SHUFFLED_WORDS, "whole-text", sample, shuffled(text), null);
            add(
                    Gate.SHUFFLED_WORDS,
                    "within-sentences",
                    sample,
                    String.join(
                            " ", sentences(text).stream().map(one -> shuffled(one) + ".").toList()),
                    null);
            kept++;
        }
    }

    private String shuffled(String text) {
        var words = new ArrayList<>(Words.all(text));
        Collections.shuffle(words, random);
        return String.join(" ", words);
    }

    private void negated() {
        var references = new LinkedHashMap<String, Sample>();
        samples.stream()
                .filter(sample -> sample.answer().language() == AnswerLanguage.MARKDOWN)
                .forEach(sample -> references.putIfAbsent(sample.reference(), sample));
        references.values().stream()
                .filter(sample -> !sample.reference().isBlank())
                .limit(most)
                .forEach(
                        sample -> {
                            var sentences = sentences(sample.reference());
                            add(
                                    Gate.NEGATED_REFERENCE,
                                    "inserted-not",
                                    sample,
                                    String.join(" ", sentences.stream().map(Contrary::of).toList()),
                                    null);
                            add(
                                    Gate.NEGATED_REFERENCE,
                                    "denied",
                                    sample,
                                    String.join(
                                            " ", sentences.stream().map(Contrary::denied).toList()),
                                    null);
                        });
    }

    private void saidAgain() {
        int kept = 0;
        for (var sample : samples) {
            if (kept++ >= most / 2) {
                return;
            }
            var answer = sample.answer();
            if (answer.language() == AnswerLanguage.PYTHON) {
                continue;
            }
            var text = answer.text();
            if (!templates.all("padding").isEmpty()) {
                var before = templates.one("padding", slots(sample), random);
                var after = templates.one("padding", slots(sample), random);
                add(
                        Gate.PADDING,
                        "polite",
                        sample,
                        before + "\n\n" + text + "\n\n" + after,
                        answer);
                if (!templates.all("generic-fluff").isEmpty()) {
                    add(Gate.PADDING, "fluff", sample, text + "\n\n" + fluff(sample), answer);
                }
            }
            var sentences = sentences(text);
            add(Gate.REPETITION, "twice", sample, text + "\n\n" + text, answer);
            add(
                    Gate.REPETITION,
                    "five-times",
                    sample,
                    String.join("\n\n", Collections.nCopies(5, text)),
                    answer);
            add(
                    Gate.REPETITION,
                    "each-sentence-twice",
                    sample,
                    String.join("\n\n", sentences.stream().map(one -> one + "\n\n" + one).toList()),
                    answer);
            if (sentences.size() > 1) {
                var order = new ArrayList<>(sentences);
                Collections.shuffle(order, random);
                add(Gate.SENTENCE_ORDER, "shuffled", sample, String.join(" ", order), answer);
            }
        }
    }

    private void add(
            Gate gate, String family, Sample sample, String text, @Nullable Answer original) {
        trials.add(
                new Trial(
                        gate,
                        family,
                        sample.question(),
                        new Answer(text, sample.answer().language()),
                        original));
    }

    private Sample sample(int i) {
        return samples.get(i % samples.size());
    }

    private Map<String, String> slots(Sample sample) {
        var topic = new ArrayList<>(new LinkedHashSet<>(contentWords(sample.question().prompt())));
        Collections.shuffle(topic, random);
        var statements = new ArrayList<String>();
        sample.question().criteria().forEach(one -> statements.addAll(one.indicators()));
        return Map.of(
                "topic",
                String.join(" ", topic.subList(0, Math.min(TOPIC_WORDS, topic.size()))),
                "statement",
                statements.get(random.nextInt(statements.size())));
    }

    private static List<String> contentWords(String text) {
        return Words.all(text).stream().filter(word -> !Words.isFunction(word)).toList();
    }

    private static String everything(Sample sample) {
        Question question = sample.question();
        var all = new StringBuilder(question.prompt()).append(' ').append(sample.reference());
        question.criteria()
                .forEach(one -> one.indicators().forEach(i -> all.append(' ').append(i)));
        return all.toString();
    }

    static List<String> sentences(String text) {
        return Arrays.stream(text.split("(?<=[.!?])\\s+|\\n+"))
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }
}
