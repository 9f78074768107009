/** Finds questions that ask nearly the same, links them, and merges one into the other. */
@NullMarked
package io.greenroom.catalog.duplicate;

import org.jspecify.annotations.NullMarked;
