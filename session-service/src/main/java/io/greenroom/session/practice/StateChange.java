package io.greenroom.session.practice;

import java.time.Instant;
import java.util.UUID;

/**
 * A state of an attempt, as the stream tells it.
 *
 * @param at when the attempt last changed
 */
record StateChange(UUID attemptId, AttemptState state, long revision, Instant at) {}
