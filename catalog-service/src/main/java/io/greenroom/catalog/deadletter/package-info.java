/** What this service could not process. */
@NullMarked
package io.greenroom.catalog.deadletter;

import org.jspecify.annotations.NullMarked;
