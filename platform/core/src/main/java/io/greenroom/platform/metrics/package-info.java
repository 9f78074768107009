/** Figures that only the database knows, and which traces are recorded: for operators. */
@NullMarked
package io.greenroom.platform.metrics;

import org.jspecify.annotations.NullMarked;
