/** How much one caller may ask: request rates and body sizes. */
@NullMarked
package io.greenroom.gateway.limits;

import org.jspecify.annotations.NullMarked;
