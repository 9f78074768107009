/** What an attempt was given: every grade it ever had, the first one never changed. */
@NullMarked
package io.greenroom.grading.grade;

import org.jspecify.annotations.NullMarked;
