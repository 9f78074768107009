/** The grader that asks a large language model; off unless it is configured. */
@NullMarked
package io.greenroom.grading.llm;

import org.jspecify.annotations.NullMarked;
