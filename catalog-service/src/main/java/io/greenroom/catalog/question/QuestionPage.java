package io.greenroom.catalog.question;

import io.greenroom.platform.paging.PageInfo;
import java.util.List;
import java.util.Map;

/**
 * A page of found questions.
 *
 * @param facets per facet (topic, round, level, difficulty, company) how many questions each value
 *     would leave, given the other filters; most frequent first
 */
public record QuestionPage(
        List<QuestionSummary> items, PageInfo page, Map<String, List<FacetCount>> facets) {
    public QuestionPage {
        items = List.copyOf(items);
        facets = Map.copyOf(facets);
    }

    /** A value of a facet and the number of questions that have it. */
    public record FacetCount(String value, long count) {}
}
