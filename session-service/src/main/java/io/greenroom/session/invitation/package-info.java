/** How people are invited: calendar entries, mail, and links that let them in. */
@NullMarked
package io.greenroom.session.invitation;

import org.jspecify.annotations.NullMarked;
