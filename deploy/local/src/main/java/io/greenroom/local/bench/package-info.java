/** Measuring the running suite the way a candidate meets it: from handing in to the grade. */
@NullMarked
package io.greenroom.local.bench;

import org.jspecify.annotations.NullMarked;
