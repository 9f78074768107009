/** Who am I, and what is held of me. */
@NullMarked
package io.greenroom.gateway.me;

import org.jspecify.annotations.NullMarked;
