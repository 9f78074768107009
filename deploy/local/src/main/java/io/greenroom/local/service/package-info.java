/** The suite's own services as processes. */
@NullMarked
package io.greenroom.local.service;

import org.jspecify.annotations.NullMarked;
