package io.greenroom.platform.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a part.
 *
 * @param items a JSON array
 * @param next what to send as {@code after} for the next page; none on the last one
 */
@Schema(name = "OwnDataPage")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnDataPage(
        @JsonRawValue @Schema(implementation = Object[].class) String items,
        @Nullable String next) {
    /** What it says is personal and never printed. */
    @Override
    public String toString() {
        return "OwnDataPage[" + items.length() + "]";
    }
}
