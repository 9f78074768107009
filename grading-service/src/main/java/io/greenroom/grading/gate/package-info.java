/** What a grader must withstand before its agreement with people counts for anything. */
@NullMarked
package io.greenroom.grading.gate;

import org.jspecify.annotations.NullMarked;
