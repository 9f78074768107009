/** Measures the grader against people's marks. */
@NullMarked
package io.greenroom.grading.evaluation;

import org.jspecify.annotations.NullMarked;
