package io.greenroom.catalog.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How questions are searched. */
@ConfigMapping(prefix = "greenroom.search")
interface SearchSettings {
    /**
     * Whether questions are also found by what they mean, with a language model in the process
     * (about 100 MiB); false searches words only.
     */
    @WithDefault("true")
    boolean meaning();
}
