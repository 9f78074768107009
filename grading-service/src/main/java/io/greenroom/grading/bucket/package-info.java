/** Limits on how much may be used in a time. */
@NullMarked
package io.greenroom.grading.bucket;

import org.jspecify.annotations.NullMarked;
