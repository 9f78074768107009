package io.greenroom.grading.llm;

import java.util.Map;

/**
 * An answer to a question, with the levels that people gave it.
 *
 * @param id names the decision, so that a grade made with it can be told from one made without
 * @param text personal data of another candidate, though without a name: never logged
 * @param levels by the criterion's id
 */
public record Exemplar(String id, String text, Map<String, Integer> levels) {
    public Exemplar {
        levels = Map.copyOf(levels);
    }

    @Override
    public String toString() {
        return "Exemplar[" + id + "]";
    }
}
