/** Solo practice: attempts from the first keystroke to the grade. */
@NullMarked
package io.greenroom.session.practice;

import org.jspecify.annotations.NullMarked;
