/** Security and caching headers of every response. */
@NullMarked
package io.greenroom.gateway.headers;

import org.jspecify.annotations.NullMarked;
