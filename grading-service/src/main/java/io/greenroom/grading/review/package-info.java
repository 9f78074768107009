/** People look at grades: the queue, blind marks, the comparison and the decision. */
@NullMarked
package io.greenroom.grading.review;

import org.jspecify.annotations.NullMarked;
