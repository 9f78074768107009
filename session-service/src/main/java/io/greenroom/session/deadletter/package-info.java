/** What this service could not process. */
@NullMarked
package io.greenroom.session.deadletter;

import org.jspecify.annotations.NullMarked;
