/** Pages of a list: what a caller asks for and what it gets. */
@NullMarked
package io.greenroom.platform.paging;

import org.jspecify.annotations.NullMarked;
