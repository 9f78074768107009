package io.greenroom.platform.deadletter;

import io.greenroom.platform.paging.PageInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of dead letters, newest first. */
@Schema(
        name = "DeadLetterPage",
        requiredProperties = {"items", "page"})
record DeadLetterPage(List<DeadLetter> items, PageInfo page) {
    DeadLetterPage {
        items = List.copyOf(items);
    }
}
