/** What this service keeps of published questions, taken from the catalog's topic. */
@NullMarked
package io.greenroom.session.catalog;

import org.jspecify.annotations.NullMarked;
