/** What a Python answer does, read from its syntax tree without running it. */
@NullMarked
package io.greenroom.grading.code;

import org.jspecify.annotations.NullMarked;
