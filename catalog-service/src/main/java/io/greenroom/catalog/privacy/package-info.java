/** A copy of what the catalog knows of a person; each feature deletes its own. */
@NullMarked
package io.greenroom.catalog.privacy;

import org.jspecify.annotations.NullMarked;
