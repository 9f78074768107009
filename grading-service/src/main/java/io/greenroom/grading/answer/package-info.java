/** From a submitted answer to its one first grade, whatever is killed in between. */
@NullMarked
package io.greenroom.grading.answer;

import org.jspecify.annotations.NullMarked;
