/**
 * What grading speaks of: question, rubric, verdict, evidence, grade. Plain values and rules, no
 * framework.
 */
@NullMarked
package io.greenroom.grading.rubric;

import org.jspecify.annotations.NullMarked;
