/** How the world calls this gateway: its public origin, and the redirect of other names to it. */
@NullMarked
package io.greenroom.gateway.site;

import org.jspecify.annotations.NullMarked;
