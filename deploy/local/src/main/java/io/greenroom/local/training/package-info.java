/** Teaching the JVM once what the services load, so that later starts are quick. */
@NullMarked
package io.greenroom.local.training;

import org.jspecify.annotations.NullMarked;
