/** Reads a question with the eye of a second curator, and says where it is weak and why. */
@NullMarked
package io.greenroom.catalog.lint;

import org.jspecify.annotations.NullMarked;
