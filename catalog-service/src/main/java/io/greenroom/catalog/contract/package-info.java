/** The schemas of the contracts, as this service checks by them. */
@NullMarked
package io.greenroom.catalog.contract;

import org.jspecify.annotations.NullMarked;
