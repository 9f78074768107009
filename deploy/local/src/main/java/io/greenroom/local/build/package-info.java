/** Deciding what must be built before a start, and building it. */
@NullMarked
package io.greenroom.local.build;

import org.jspecify.annotations.NullMarked;
