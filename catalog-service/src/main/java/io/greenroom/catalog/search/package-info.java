/** Finds published questions: by words as PostgreSQL ranks them, and by meaning, in memory. */
@NullMarked
package io.greenroom.catalog.search;

import org.jspecify.annotations.NullMarked;
