package io.greenroom.session.room;

/** The way to one client. All methods may be called from any thread. */
interface Wire {
    /** Sends a text frame after those before it. */
    void send(String frame);

    /** Whether so much waits to be sent that no more should be handed over now. */
    boolean isFull();

    /** Ends it, with a code of the protocol. */
    void close(Closing closing);
}
