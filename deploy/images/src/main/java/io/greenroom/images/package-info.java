/** What an image holds beside its service: the probe of its health check. */
@NullMarked
package io.greenroom.images;

import org.jspecify.annotations.NullMarked;
