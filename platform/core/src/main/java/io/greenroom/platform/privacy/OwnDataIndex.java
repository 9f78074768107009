package io.greenroom.platform.privacy;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which parts there are to ask for. */
@Schema(name = "OwnDataIndex")
public record OwnDataIndex(String service, List<Part> parts) {
    public OwnDataIndex {
        parts = List.copyOf(parts);
    }

    /**
     * @param name its path, below this address
     * @param about what it is, for the person
     */
    @Schema(name = "OwnDataIndexPart")
    public record Part(String name, String about) {}
}
