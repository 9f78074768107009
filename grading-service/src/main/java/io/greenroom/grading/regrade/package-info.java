/** Past attempts are graded again: previewed, then applied or discarded. */
@NullMarked
package io.greenroom.grading.regrade;

import org.jspecify.annotations.NullMarked;
