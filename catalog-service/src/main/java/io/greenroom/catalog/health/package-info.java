/** How well questions work: figures of the answers they got, and which of them need care. */
@NullMarked
package io.greenroom.catalog.health;

import org.jspecify.annotations.NullMarked;
