/** What happened in a session, for those who may look at it afterwards. */
@NullMarked
package io.greenroom.session.replay;

import org.jspecify.annotations.NullMarked;
