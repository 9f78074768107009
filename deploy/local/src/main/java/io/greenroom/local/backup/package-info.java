/** Copies of the databases, and the way back to them, to the last commit or to a moment before. */
@NullMarked
package io.greenroom.local.backup;

import org.jspecify.annotations.NullMarked;
