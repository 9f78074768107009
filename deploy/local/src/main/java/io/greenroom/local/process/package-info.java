/** Starting, recognising and stopping operating-system processes that outlive the launcher. */
@NullMarked
package io.greenroom.local.process;

import org.jspecify.annotations.NullMarked;
