package io.greenroom.catalog.curation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How questions are curated. */
@ConfigMapping(prefix = "greenroom.catalog")
interface CurationSettings {
    /**
     * Whether a draft is published only after an admin who did not work on it has approved it. Off,
     * any admin publishes any draft.
     */
    @WithDefault("true")
    boolean fourEyes();

    /** How often to look for drafts whose time of publication has come. */
    @WithDefault("10s")
    Duration publicationSweep();
}
