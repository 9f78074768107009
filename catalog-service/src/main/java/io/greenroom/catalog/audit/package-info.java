/** Who did what in the catalog and when: written with the deed, listed and exported for admins. */
@NullMarked
package io.greenroom.catalog.audit;

import org.jspecify.annotations.NullMarked;
