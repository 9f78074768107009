package io.greenroom.platform.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a part.
 *
 * @param items a JSON array
 * @param next what to send as {@code after} for the next page; none on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnDataPage(@JsonRawValue String items, @Nullable String next) {
    /** What it says is personal and never printed. */
    @Override
    public String toString() {
        return "OwnDataPage[" + items.length() + "]";
    }
}
