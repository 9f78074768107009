package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.question.DraftContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a question takes over from one that is merged into it: what only that one had, as far as a
 * question may have so much. What is asked and graded stays its own.
 */
record Union(
        List<String> topics,
        List<String> companies,
        List<String> covers,
        List<DraftContent.Reference> references) {
    private static final int MOST_TOPICS = 8;
    private static final int MOST_COMPANIES = 12;
    private static final int MOST_REFERENCES = 8;

    static Union of(DraftContent kept, DraftContent gone) {
        return new Union(
                gained(kept.topics(), gone.topics(), Function.identity(), MOST_TOPICS),
                gained(kept.companies(), gone.companies(), Function.identity(), MOST_COMPANIES),
                gained(kept.covers(), gone.covers(), Function.identity(), Integer.MAX_VALUE),
                gained(
                        kept.references(),
                        gone.references(),
                        reference -> String.valueOf(reference.url()),
                        MOST_REFERENCES));
    }

    boolean isEmpty() {
        return topics.isEmpty() && companies.isEmpty() && covers.isEmpty() && references.isEmpty();
    }

    DraftContent addedTo(DraftContent kept) {
        return new DraftContent(
                kept.title(),
                kept.round(),
                with(kept.topics(), topics),
                kept.level(),
                kept.difficulty(),
                kept.minutes(),
                kept.answerFormat(),
                kept.codeLanguage(),
                kept.starterCode(),
                kept.prompt(),
                kept.probe(),
                kept.rubric(),
                kept.redFlags(),
                kept.strongAnswer(),
                kept.hints(),
                kept.followUps(),
                with(kept.references(), references),
                with(kept.companies(), companies),
                with(kept.covers(), covers));
    }

    private static <T> List<T> gained(
            List<T> kept, List<T> gone, Function<T, String> key, int most) {
        var known = kept.stream().map(key).toList();
        return gone.stream()
                .filter(one -> !known.contains(key.apply(one)))
                .limit(Math.max(0, most - kept.size()))
                .toList();
    }

    private static <T> List<T> with(List<T> kept, List<T> gained) {
        var all = new ArrayList<>(kept);
        all.addAll(gained);
        return all;
    }
}
