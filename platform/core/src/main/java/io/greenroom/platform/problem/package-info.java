/** RFC 9457 problem details: the one shape of every error a service answers with. */
@NullMarked
package io.greenroom.platform.problem;

import org.jspecify.annotations.NullMarked;
