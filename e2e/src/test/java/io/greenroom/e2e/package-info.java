/** Black-box tests: the whole suite, started as a newcomer starts it, used as its users use it. */
@NullMarked
package io.greenroom.e2e;

import org.jspecify.annotations.NullMarked;
