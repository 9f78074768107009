/** The grader that needs no key and no network: embeddings, words and rules. */
@NullMarked
package io.greenroom.grading.embedded;

import org.jspecify.annotations.NullMarked;
