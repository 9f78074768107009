/** JSON as every service reads and keeps it. */
@NullMarked
package io.greenroom.platform.json;

import org.jspecify.annotations.NullMarked;
