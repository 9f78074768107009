/** What the chart's manifests must be, whatever values it is given. */
@NullMarked
package io.greenroom.helm;

import org.jspecify.annotations.NullMarked;
