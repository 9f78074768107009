/** What texts mean, as vectors: the one language model that all features of the catalog share. */
@NullMarked
package io.greenroom.catalog.meaning;

import org.jspecify.annotations.NullMarked;
