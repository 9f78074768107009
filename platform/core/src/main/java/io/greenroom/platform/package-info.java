/** What every service shares and what is the same in each; no business. */
@NullMarked
package io.greenroom.platform;

import org.jspecify.annotations.NullMarked;
