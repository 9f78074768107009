package io.greenroom.platform.deadletter;

/** What was decided on a dead letter. Only a DEAD one can be decided on, once. */
enum DeadLetterState {
    DEAD,
    REPLAYED,
    DISCARDED
}
