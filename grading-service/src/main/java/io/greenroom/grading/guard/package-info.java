/** Looks at an answer before any grader does: blank, parroted, hidden or aimed at the grader. */
@NullMarked
package io.greenroom.grading.guard;

import org.jspecify.annotations.NullMarked;
