/** The commands of {@code ./greenroom}. */
@NullMarked
package io.greenroom.local.command;

import org.jspecify.annotations.NullMarked;
