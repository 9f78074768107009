package io.greenroom.grading.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How rare a word of English is, 0 (everywhere) to 1 (hardly anywhere). The vocabulary of BERT is
 * in the order of frequency and comes with the model, so a word's number tells its rarity.
 */
final class Vocabulary {
    /** Marks, letters and unused places come first, the words from here on. */
    private static final int FIRST_WORD = 1995;

    private static final int FIRST_DIGIT = 1014;
    private static final int LAST_DIGIT = 1023;
    private static final double NUMBER = 0.5;
    private static final double DIGIT_PIECE = 0.4;
    private static final double LETTER = 0.2;

    private final Map<String, Integer> numbers;
    private final double most;

    Vocabulary(String model) {
        try (var in = Fitted.resource(model + "-tokenizer.json")) {
            this.numbers = new HashMap<>(65_536);
            for (var entry :
                    new ObjectMapper().readTree(in).get("model").get("vocab").properties()) {
                numbers.put(entry.getKey(), entry.getValue().asInt());
            }
            this.most = Math.log(numbers.size() - FIRST_WORD);
        } catch (IOException e) {
            throw new UncheckedIOException("The vocabulary cannot be read", e);
        }
    }

    /** Of a whole word in lower case. */
    double rarity(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return NUMBER;
        }
        var number = numbers.get(word);
        if (number == null) {
            return 1;
        }
        return number <= FIRST_WORD ? LETTER : Math.log(1 + number - FIRST_WORD) / most;
    }

    /** Of a word piece. */
    double rarity(long piece) {
        if (piece <= FIRST_WORD) {
            return piece >= FIRST_DIGIT && piece <= LAST_DIGIT ? DIGIT_PIECE : 0;
        }
        return Math.log(1.0 + piece - FIRST_WORD) / most;
    }

    /** The words of a text that carry content, in order. */
    List<Term> terms(String text) {
        var terms = new ArrayList<Term>();
        for (var word : Words.all(text)) {
            boolean digit = Character.isDigit(word.charAt(0));
            if (!Words.isFunction(word) && (word.length() > 1 || digit)) {
                terms.add(new Term(word, Words.stem(word), rarity(word)));
            }
        }
        return terms;
    }

    /** The first of each stem. */
    static List<Term> distinct(List<Term> terms) {
        Set<String> seen = new HashSet<>();
        return terms.stream().filter(term -> seen.add(term.stem())).toList();
    }
}
