package io.greenroom.gateway.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one caller may ask. Counted by each gateway instance on its own. */
@ConfigMapping(prefix = "greenroom.limits")
public interface LimitsConfig {
    /**
     * Largest request body; more is 413. An answer of 40,000 characters needs at most about 250
     * KiB.
     */
    @WithDefault("1M")
    MemorySize maxBody();

    /**
     * Largest file of questions that administrators may import; passed on as it comes, so it costs
     * no memory here. The catalog takes 50 MiB.
     */
    @WithDefault("51M")
    MemorySize maxImport();

    /**
     * How much of bodies may be in memory at once, for requests that may have to be sent twice.
     * Beyond it they pass on as they come, and are not repeated; those of undeclared length get
     * 503.
     */
    @WithDefault("32M")
    MemorySize maxHeldBodies();

    /**
     * Requests a second that one signed-in user may go on making. A stream counts once, when it
     * opens.
     */
    @WithDefault("50")
    int userRequestsPerSecond();

    /** Requests that one signed-in user may make at once, after a pause. */
    @WithDefault("200")
    int userBurst();

    /** Copies of their own data that one user may have made in ten minutes. */
    @WithDefault("3")
    int ownDataCopies();

    /**
     * Largest copy of somebody's data, packed. Each lies in the directory for temporary files while
     * it is fetched, four at most.
     */
    @WithDefault("50M")
    MemorySize maxOwnDataCopy();

    /** Requests a second from one address (an IPv6 /64) that is not signed in. */
    @WithDefault("20")
    int anonymousRequestsPerSecond();

    /** Requests at once from one address that is not signed in. */
    @WithDefault("100")
    int anonymousBurst();

    /**
     * Callers remembered at a time, about 300 bytes each. Beyond it the least recent starts afresh.
     */
    @WithDefault("20000")
    int rememberedCallers();
}
