/** Fixtures and fakes. */
@NullMarked
package io.greenroom.grading.testsupport;

import org.jspecify.annotations.NullMarked;
