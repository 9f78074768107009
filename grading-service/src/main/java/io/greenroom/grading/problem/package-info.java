/** The problems that only grading answers with. */
@NullMarked
package io.greenroom.grading.problem;

import org.jspecify.annotations.NullMarked;
