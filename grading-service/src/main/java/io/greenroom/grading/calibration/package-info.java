/** How well the machine and people agree, and people with each other. */
@NullMarked
package io.greenroom.grading.calibration;

import org.jspecify.annotations.NullMarked;
