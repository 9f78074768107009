package io.greenroom.platform.paging;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items at most {@code page.size} of them
 * @param page which page this is, and of how many items in all
 */
public record Page<T>(List<T> items, PageInfo page) {
    public Page {
        items = List.copyOf(items);
    }

    /** The page that was asked for, out of a list of {@code total} items. */
    public static <T> Page<T> of(List<T> items, PageRequest request, long total) {
        return new Page<>(items, new PageInfo(request.number(), request.size(), total));
    }
}
