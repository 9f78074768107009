/** How an answer falls into passages and words, with offsets into what the candidate wrote. */
@NullMarked
package io.greenroom.grading.text;

import org.jspecify.annotations.NullMarked;
