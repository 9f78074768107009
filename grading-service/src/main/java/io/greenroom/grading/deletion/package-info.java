/** Deleting what grading knows of a person. */
@NullMarked
package io.greenroom.grading.deletion;

import org.jspecify.annotations.NullMarked;
