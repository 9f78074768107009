/** Problem details (RFC 9457) that the gateway itself answers with, and the trace they carry. */
@NullMarked
package io.greenroom.gateway.problem;

import org.jspecify.annotations.NullMarked;
