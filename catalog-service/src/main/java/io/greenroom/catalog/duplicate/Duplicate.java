package io.greenroom.catalog.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another question that asks nearly the same.
 *
 * @param state draft, in-review, scheduled, published or retired
 * @param similarity 0 to 1, of both figures
 * @param semantic 0 to 1, by what the texts mean
 * @param lexical 0 to 1, by the words they share
 * @param likely whether both ask the same, rather than being only near
 * @param shared phrases that stand in both
 * @param link what curators have said of the two
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Duplicate(
        String id,
        String slug,
        String title,
        String state,
        double similarity,
        double semantic,
        double lexical,
        boolean likely,
        List<String> shared,
        @Nullable LinkKind link) {
    public Duplicate {
        shared = List.copyOf(shared);
    }
}
