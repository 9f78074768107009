/** A rubric that is being written is tried out on an answer; nothing of it is kept. */
@NullMarked
package io.greenroom.grading.trial;

import org.jspecify.annotations.NullMarked;
