/** Which attempts have a stand-in's grade and wait for the wanted grader. */
@NullMarked
package io.greenroom.grading.provisional;

import org.jspecify.annotations.NullMarked;
