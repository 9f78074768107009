/** Questions out of and into files of seven formats, each with what it can't carry said aloud. */
@NullMarked
package io.greenroom.catalog.exchange;

import org.jspecify.annotations.NullMarked;
