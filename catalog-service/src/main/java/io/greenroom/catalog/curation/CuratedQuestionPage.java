package io.greenroom.catalog.curation;

import io.greenroom.platform.paging.PageInfo;
import java.util.List;
import java.util.Map;

/** A page of questions for curators, with how many each value of a filter would leave. */
record CuratedQuestionPage(
        List<CuratedQuestionRow> items, PageInfo page, Map<String, List<Count>> facets) {
    CuratedQuestionPage {
        items = List.copyOf(items);
        facets = Map.copyOf(facets);
    }

    /** A value of a filter and the number of questions that have it. */
    record Count(String value, long count) {}
}
