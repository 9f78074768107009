/** JSON settings that are the same in every service. */
@NullMarked
package io.greenroom.platform.json;

import org.jspecify.annotations.NullMarked;
