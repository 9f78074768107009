/** A stub identity provider, a stub service, and a browser without a window. */
@NullMarked
package io.greenroom.gateway.testsupport;

import org.jspecify.annotations.NullMarked;
