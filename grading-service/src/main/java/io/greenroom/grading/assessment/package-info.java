/** The way every grade takes: guard, grader, evidence, red flags, confidence. */
@NullMarked
package io.greenroom.grading.assessment;

import org.jspecify.annotations.NullMarked;
