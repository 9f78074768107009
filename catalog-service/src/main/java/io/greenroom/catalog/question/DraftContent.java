package io.greenroom.catalog.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a question that is being written says so far: the fields of {@link QuestionContent}, any of
 * which may still be missing. Lists are never null; what is missing within them is left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DraftContent(
        @Nullable String title,
        @Nullable Round round,
        List<String> topics,
        @Nullable LevelRange level,
        @Nullable Integer difficulty,
        @Nullable Integer minutes,
        @Nullable String answerFormat,
        @Nullable String codeLanguage,
        @Nullable String starterCode,
        @Nullable String prompt,
        @Nullable String probe,
        @Nullable Rubric rubric,
        List<RedFlag> redFlags,
        @Nullable String strongAnswer,
        List<String> hints,
        List<String> followUps,
        List<Reference> references,
        List<String> companies,
        List<String> covers) {

    public DraftContent {
        topics = present(topics);
        redFlags = present(redFlags);
        hints = present(hints);
        followUps = present(followUps);
        references = present(references);
        companies = present(companies);
        covers = present(covers);
    }

    /** The criteria, of which there may be none yet. */
    public List<Criterion> criteria() {
        return rubric == null ? List.of() : rubric.criteria();
    }

    /** From which to which level the question suits, as far as known. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LevelRange(
            QuestionContent.@Nullable Level min, QuestionContent.@Nullable Level max) {}

    /** What an answer is graded on. */
    public record Rubric(List<Criterion> criteria) {
        public Rubric {
            criteria = present(criteria);
        }
    }

    /** One thing that is graded. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Criterion(
            @Nullable String id,
            @Nullable String title,
            @Nullable Integer weight,
            List<String> indicators,
            Map<String, String> levels) {
        public Criterion {
            indicators = present(indicators);
            levels = present(levels);
        }
    }

    /** A mistake that bounds the score. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RedFlag(
            @Nullable String id,
            @Nullable String title,
            @Nullable String severity,
            @Nullable Integer cap,
            @Nullable String kind,
            @Nullable String description,
            List<String> signals) {
        public RedFlag {
            signals = present(signals);
        }
    }

    /** What settles the question. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reference(@Nullable String title, @Nullable String url) {}

    /** The draft that says the same. */
    public static DraftContent of(QuestionContent content) {
        return new DraftContent(
                content.title(),
                content.round(),
                content.topics(),
                new LevelRange(content.level().min(), content.level().max()),
                content.difficulty(),
                content.minutes(),
                content.answerFormat(),
                content.codeLanguage(),
                content.starterCode(),
                content.prompt(),
                content.probe(),
                new Rubric(
                        content.rubric().criteria().stream()
                                .map(
                                        criterion ->
                                                new Criterion(
                                                        criterion.id(),
                                                        criterion.title(),
                                                        criterion.weight(),
                                                        criterion.indicators(),
                                                        criterion.levels()))
                                .toList()),
                content.redFlags().stream()
                        .map(
                                flag ->
                                        new RedFlag(
                                                flag.id(),
                                                flag.title(),
                                                flag.severity(),
                                                flag.cap(),
                                                flag.kind(),
                                                flag.description(),
                                                flag.signals()))
                        .toList(),
                content.strongAnswer(),
                content.hints(),
                content.followUps(),
                content.references().stream()
                        .map(reference -> new Reference(reference.title(), reference.url()))
                        .toList(),
                content.companies(),
                content.covers());
    }

    private static <T> List<T> present(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    private static Map<String, String> present(@Nullable Map<String, String> map) {
        Map<String, String> present = new LinkedHashMap<>();
        if (map != null) {
            map.forEach(
                    (key, value) -> {
                        if (key != null && value != null) {
                            present.put(key, value);
                        }
                    });
        }
        return Collections.unmodifiableMap(present);
    }
}
