package io.greenroom.platform.deadletter;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One dead letter.
 *
 * @param outline the shape of its content while it is kept; never a value of it
 * @param actions what was decided on it, and by whom
 */
@Schema(
        name = "DeadLetterDetail",
        requiredProperties = {"deadLetter", "outline", "actions"})
record DeadLetterDetail(
        DeadLetter deadLetter, List<DeadLetterField> outline, List<DeadLetterAction> actions) {
    DeadLetterDetail {
        outline = List.copyOf(outline);
        actions = List.copyOf(actions);
    }
}
