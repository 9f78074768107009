package io.greenroom.catalog.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.greenroom.catalog.question.DraftContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of two questions.
 *
 * @param retired the one that points at the other now
 * @param into the one that stays
 * @param revision of the draft of the one that stays; absent when it gained nothing
 * @param topics what its draft gained, likewise the rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Merged(
        String retired,
        String into,
        @Nullable Long revision,
        List<String> topics,
        List<String> companies,
        List<String> covers,
        List<DraftContent.Reference> references) {
    Merged {
        topics = List.copyOf(topics);
        companies = List.copyOf(companies);
        covers = List.copyOf(covers);
        references = List.copyOf(references);
    }
}
