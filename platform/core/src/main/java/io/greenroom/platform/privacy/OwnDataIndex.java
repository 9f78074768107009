package io.greenroom.platform.privacy;

import java.util.List;

/** Which parts there are to ask for. */
public record OwnDataIndex(String service, List<Part> parts) {
    public OwnDataIndex {
        parts = List.copyOf(parts);
    }

    /**
     * @param name its path, below this address
     * @param about what it is, for the person
     */
    public record Part(String name, String about) {}
}
