package io.greenroom.catalog.lint;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.DraftContent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;

/**
 * Checks what a question says. Errors are few and sure, and keep it from being published; warnings
 * are for a curator to look at. The same content always gives the same findings. Blocks: what texts
 * mean is computed.
 */
@ApplicationScoped
public class RubricLint {
    /** Longer texts are no question's, and would take long. */
    private static final int LONGEST = 20_000;

    private static final int MOST = 60;

    private final Form form = new Form();
    private final Likeness likeness;

    @Inject
    public RubricLint(Meaning meaning) {
        this(meaning::of);
    }

    RubricLint(Function<String, float[]> meaning) {
        this.likeness = new Likeness(meaning);
    }

    /** All that is to be said, errors first. */
    public List<Finding> check(DraftContent draft) {
        return check(draft, KnownIds.NONE);
    }

    /** The same, with what is known of topics and companies. */
    public List<Finding> check(DraftContent draft, KnownIds known) {
        var findings = read(draft, known);
        if (isOfUsualSize(draft)) {
            likeness.check(draft, findings);
        }
        return findings.all();
    }

    /** What can be said without computing what texts mean; a hundred times as fast. */
    public List<Finding> checkWords(DraftContent draft, KnownIds known) {
        return read(draft, known).all();
    }

    /**
     * What keeps it from being published: of what the linter calls errors, all is found by words.
     */
    public List<Finding> inTheWay(DraftContent draft) {
        return checkWords(draft, KnownIds.NONE).stream().filter(Finding::isError).toList();
    }

    private Findings read(DraftContent draft, KnownIds known) {
        var findings = new Findings();
        form.check(draft, findings);
        if (!isOfUsualSize(draft)) {
            return findings;
        }
        Indicators.check(draft, findings);
        Levels.check(draft, findings);
        RedFlags.check(draft, findings);
        Leaks.check(draft, findings);
        Sizes.check(draft, known, findings);
        Numbers.check(draft, findings);
        return findings;
    }

    private static boolean isOfUsualSize(DraftContent draft) {
        var texts = Texts.all(draft);
        return Texts.indicators(draft).size() <= MOST
                && texts.size() <= 4 * MOST
                && texts.values().stream().allMatch(text -> text.length() <= LONGEST);
    }
}
