/** Questions with their rubrics: published versions, finding them, and who may see what of them. */
@NullMarked
package io.greenroom.catalog.question;

import org.jspecify.annotations.NullMarked;
