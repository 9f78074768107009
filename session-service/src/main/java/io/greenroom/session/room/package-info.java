/**
 * The room of a live mock session: a log that every instance appends to and replays, who is in it,
 * and what each of them may see and do. docs/live-protocol.md is its contract with clients.
 */
@NullMarked
package io.greenroom.session.room;

import org.jspecify.annotations.NullMarked;
