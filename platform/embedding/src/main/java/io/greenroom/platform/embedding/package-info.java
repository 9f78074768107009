/** Vectors of texts, from small language models that run in the process. */
@NullMarked
package io.greenroom.platform.embedding;

import org.jspecify.annotations.NullMarked;
