/** What this service could not process. */
@NullMarked
package io.greenroom.grading.deadletter;

import org.jspecify.annotations.NullMarked;
