package io.greenroom.grading.code;

import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * The passages of an answer that holds code, with what the code does in the place of its lines.
 *
 * <p>Sentences of comments and docstrings stay, but for those that claim what the code does not do.
 * Faults are left out: they are for red flags, not for credit.
 */
public final class CodePassages {
    private CodePassages() {}

    /**
     * In the order of the text. A passage of code has an English sentence as its words and the code
     * that shows it as its place.
     *
     * @param python true when the answer is a program, false when it is Markdown
     * @param reading of the same text
     */
    public static List<Passage> of(String text, boolean python, CodeReading reading) {
        var passages = new ArrayList<Passage>();
        for (var passage : Passages.of(text, python)) {
            boolean hollow =
                    passage.kind() == Passage.Kind.COMMENT
                            && Claims.of(
                                            text,
                                            new Span(passage.start(), passage.end()),
                                            reading.facts())
                                    .unsupported();
            if (passage.kind() != Passage.Kind.CODE && !hollow) {
                passages.add(passage);
            }
        }
        var said = new HashSet<String>();
        for (var fact : reading.running()) {
            if (fact.kind() != CodeFact.Kind.FAULT && said.add(fact.statement())) {
                var span = fact.spans().getFirst();
                passages.add(
                        new Passage(
                                span.start(),
                                span.end(),
                                fact.statement(),
                                Passage.Kind.CODE,
                                fact.kind() == CodeFact.Kind.STEP));
            }
        }
        passages.sort(Comparator.comparingInt(Passage::start));
        return List.copyOf(passages);
    }
}
