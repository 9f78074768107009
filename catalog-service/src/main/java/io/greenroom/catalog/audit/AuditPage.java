package io.greenroom.catalog.audit;

import io.greenroom.platform.paging.PageInfo;
import io.greenroom.platform.paging.PageRequest;
import java.util.List;

/** A page of deeds, newest first. */
record AuditPage(List<AuditEntry> items, PageInfo page) {
    AuditPage {
        items = List.copyOf(items);
    }

    static AuditPage of(List<AuditEntry> items, PageRequest page, long total) {
        return new AuditPage(items, new PageInfo(page.number(), page.size(), total));
    }
}
