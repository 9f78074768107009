/** Which candidate has handed in an answer to which question, and so may see its rubric. */
@NullMarked
package io.greenroom.catalog.reveal;

import org.jspecify.annotations.NullMarked;
