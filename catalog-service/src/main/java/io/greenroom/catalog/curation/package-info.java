/**
 * How a question comes about and changes: drafts, review by a second person, publication now or at
 * a time, retirement, many at once, and what becomes of differences with the content directory.
 */
@NullMarked
package io.greenroom.catalog.curation;

import org.jspecify.annotations.NullMarked;
