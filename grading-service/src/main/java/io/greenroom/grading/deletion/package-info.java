/** What grading knows of a person: a copy of it, and its end. */
@NullMarked
package io.greenroom.grading.deletion;

import org.jspecify.annotations.NullMarked;
