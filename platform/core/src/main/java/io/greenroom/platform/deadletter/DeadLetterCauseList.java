package io.greenroom.platform.deadletter;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The causes, those with most dead letters first. */
@Schema(name = "DeadLetterCauseList", requiredProperties = "items")
record DeadLetterCauseList(List<DeadLetterCause> items) {
    DeadLetterCauseList {
        items = List.copyOf(items);
    }
}
