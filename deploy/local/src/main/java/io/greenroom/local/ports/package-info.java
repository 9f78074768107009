/** Which ports the parts use, whether they are free, and who holds one that is not. */
@NullMarked
package io.greenroom.local.ports;

import org.jspecify.annotations.NullMarked;
