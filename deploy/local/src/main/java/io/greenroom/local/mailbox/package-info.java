/**
 * The local stack's mail server: nothing leaves this machine, and all of it can be read on a page.
 */
@NullMarked
package io.greenroom.local.mailbox;

import org.jspecify.annotations.NullMarked;
