/** Words and sentences of English text. */
@NullMarked
package io.greenroom.catalog.wording;

import org.jspecify.annotations.NullMarked;
