/**
 * Mock sessions: what the grader thinks of an answer that an interviewer has marked, and those
 * marks as part of calibration.
 */
@NullMarked
package io.greenroom.grading.opinion;

import org.jspecify.annotations.NullMarked;
