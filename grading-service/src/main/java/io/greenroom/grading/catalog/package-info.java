/** The questions that can be graded: a read model of what the catalog publishes. */
@NullMarked
package io.greenroom.grading.catalog;

import org.jspecify.annotations.NullMarked;
