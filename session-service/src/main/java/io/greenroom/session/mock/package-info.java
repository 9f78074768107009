/** Mock interviews: who meets whom, when, about what, and how far it has come. */
@NullMarked
package io.greenroom.session.mock;

import org.jspecify.annotations.NullMarked;
