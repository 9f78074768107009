/** Who is calling. */
@NullMarked
package io.greenroom.platform.security;

import org.jspecify.annotations.NullMarked;
