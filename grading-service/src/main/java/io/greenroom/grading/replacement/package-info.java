/** From a provisional grade to the wanted grader's, as soon as that one can judge again. */
@NullMarked
package io.greenroom.grading.replacement;

import org.jspecify.annotations.NullMarked;
