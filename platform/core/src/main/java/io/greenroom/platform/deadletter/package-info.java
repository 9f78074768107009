/**
 * Events that could not be processed: kept with their cause until an admin replays or discards
 * them.
 */
@NullMarked
package io.greenroom.platform.deadletter;

import org.jspecify.annotations.NullMarked;
