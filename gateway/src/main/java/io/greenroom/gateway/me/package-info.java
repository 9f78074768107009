/** Who am I. */
@NullMarked
package io.greenroom.gateway.me;

import org.jspecify.annotations.NullMarked;
