/** Figures that only the database knows: for operators. */
@NullMarked
package io.greenroom.platform.metrics;

import org.jspecify.annotations.NullMarked;
