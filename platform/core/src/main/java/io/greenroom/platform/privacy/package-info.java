/** Deleting what a service knows of a person. */
@NullMarked
package io.greenroom.platform.privacy;

import org.jspecify.annotations.NullMarked;
