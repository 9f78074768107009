/** Where an installation keeps its files and its generated secrets. */
@NullMarked
package io.greenroom.local.home;

import org.jspecify.annotations.NullMarked;
