/**
 * Which service answers a path under /api, and how requests, streams and WebSockets get there and
 * back.
 */
@NullMarked
package io.greenroom.gateway.routing;

import org.jspecify.annotations.NullMarked;
