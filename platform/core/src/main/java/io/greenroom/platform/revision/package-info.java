/** Writes that say which state they have seen. */
@NullMarked
package io.greenroom.platform.revision;

import org.jspecify.annotations.NullMarked;
