/** Events between services: outbox, inbox, consumption with retries, signals between instances. */
@NullMarked
package io.greenroom.platform.event;

import org.jspecify.annotations.NullMarked;
