/** Candidates who interview each other: who asks for it, and who is matched with whom. */
@NullMarked
package io.greenroom.session.peer;

import org.jspecify.annotations.NullMarked;
