package io.greenroom.platform.privacy;

import java.util.List;

/**
 * What a person gets who asks for a copy of their data. Each service has one, for all its tables.
 */
public interface OwnData {
    /** In the order in which a person would read it. */
    List<OwnDataPart> parts();
}
