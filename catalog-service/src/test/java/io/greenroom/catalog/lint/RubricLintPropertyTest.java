package io.greenroom.catalog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.embedding.TextModel;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a curator has typed so far, the linter has an answer. */
class RubricLintPropertyTest {
    private final RubricLint lint = new RubricLint(RubricLintPropertyTest::vector);

    @Property(tries = 300)
    void everyDraftIsAnsweredTheSameWayEachTime(@ForAll("drafts") DraftContent draft) {
        var findings = lint.check(draft);

        assertThat(findings).isEqualTo(lint.check(draft));
        assertThat(findings).extracting(Finding::severity).isSorted();
        assertThat(findings)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.pointer()).matches("(/.*)?");
                            assertThat(finding.message()).isNotBlank();
                        });
    }

    @Provide
    Arbitrary<DraftContent> drafts() {
        Arbitrary<@Nullable String> text =
                Arbitraries.oneOf(
                                Arbitraries.strings().ofMaxLength(60),
                                Arbitraries.of(
                                        "Says that it is good.",
                                        "All four indicators are met.",
                                        "```",
                                        "  ",
                                        "| a | b |",
                                        "Computes 1,000,000 and 0.5e7 or 3.",
                                        "https://a/",
                                        "TODO",
                                        "level-0",
                                        "code",
                                        "commits",
                                        "critical"))
                        .injectNull(0.15);
        var texts = text.list().ofMaxSize(8);
        var number = Arbitraries.integers().between(-5, 2_000).injectNull(0.2);
        var levels =
                Arbitraries.maps(Arbitraries.of("0", "1", "2", "3", "4", "5", "~/"), text)
                        .ofMaxSize(6);
        var criteria =
                Combinators.combine(text, text, number, texts, levels)
                        .as(DraftContent.Criterion::new)
                        .list()
                        .ofMaxSize(5);
        var flags =
                Combinators.combine(text, text, text, number, text, text, texts)
                        .as(DraftContent.RedFlag::new)
                        .list()
                        .ofMaxSize(4);
        var references =
                Combinators.combine(text, text).as(DraftContent.Reference::new).list().ofMaxSize(3);
        var level = Arbitraries.of(QuestionContent.Level.class).injectNull(0.2);
        return Combinators.combine(
                        text.list().ofSize(7),
                        texts.list().ofSize(5),
                        number.list().ofSize(2),
                        Arbitraries.of(Round.class).injectNull(0.2),
                        Combinators.combine(level, level)
                                .as(DraftContent.LevelRange::new)
                                .injectNull(0.2),
                        criteria.map(DraftContent.Rubric::new).injectNull(0.1),
                        flags,
                        references)
                .as(
                        (one, many, numbers, round, range, rubric, redFlags, read) ->
                                new DraftContent(
                                        one.get(0),
                                        round,
                                        many.get(0),
                                        range,
                                        numbers.get(0),
                                        numbers.get(1),
                                        one.get(1),
                                        one.get(2),
                                        one.get(3),
                                        one.get(4),
                                        one.get(5),
                                        rubric,
                                        redFlags,
                                        one.get(6),
                                        many.get(1),
                                        many.get(2),
                                        read,
                                        many.get(3),
                                        many.get(4)));
    }

    /** Stands in for the model: any text has a direction, the same each time. */
    private static float[] vector(String text) {
        var random = new Random(text.hashCode());
        var vector = new float[TextModel.SIZE];
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat();
            length += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(length));
        }
        return vector;
    }
}
