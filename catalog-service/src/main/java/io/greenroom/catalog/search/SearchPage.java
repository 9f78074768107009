package io.greenroom.catalog.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.greenroom.catalog.question.QuestionSummary;
import io.greenroom.platform.paging.PageInfo;
import io.greenroom.platform.paging.PageRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of found questions.
 *
 * @param facets per facet (topic, round, level, difficulty, company) how many questions each value
 *     would leave, given the other filters; most frequent first
 */
record SearchPage(
        List<FoundQuestion> items, PageInfo page, Map<String, List<Filters.Count>> facets) {
    SearchPage {
        items = List.copyOf(items);
    }

    static SearchPage of(Ranking.Found found, PageRequest page) {
        return new SearchPage(
                found.page().stream()
                        .map(hit -> new FoundQuestion(hit.entry().summary(), hit.why()))
                        .toList(),
                new PageInfo(page.number(), page.size(), found.total()),
                found.facets());
    }

    /**
     * @param why only when words were searched for
     */
    record FoundQuestion(
            @JsonUnwrapped QuestionSummary question,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Why why) {}
}
