/** How much of everything so many people need, by measured costs. */
@NullMarked
package io.greenroom.local.capacity;

import org.jspecify.annotations.NullMarked;
