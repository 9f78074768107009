/** A candidate asks for another look at a grade. */
@NullMarked
package io.greenroom.grading.appeal;

import org.jspecify.annotations.NullMarked;
