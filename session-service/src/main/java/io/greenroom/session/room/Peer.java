package io.greenroom.session.room;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A connection in a room. Belongs to the hub's thread. */
final class Peer {
    /**
     * Answers that may wait for a slow client; entries of the log do not wait, they are read again.
     */
    private static final int ANSWERS = 500;

    private final String id;
    private final Member member;
    private final Wire wire;
    private final Deque<String> waiting = new ArrayDeque<>();
    private @Nullable String client;
    private boolean welcomed;
    private boolean gone;

    /** The entry up to which the client was sent all that it may see. */
    private long sent;

    /** The newest entry that it was ever sent. */
    private long newest;

    /** The first entry that focus time keeps from it; 0 when there is none. */
    private long withheld;

    /** Whether it is to be brought to the end of the log from what is stored. */
    private boolean behind;

    /** Whether that is being read. */
    private boolean reading;

    Peer(String id, Member member, Wire wire) {
        this.id = id;
        this.member = member;
        this.wire = wire;
    }

    String id() {
        return id;
    }

    Member member() {
        return member;
    }

    Wire wire() {
        return wire;
    }

    @Nullable String client() {
        return client;
    }

    void client(String name) {
        client = name;
    }

    boolean isWelcomed() {
        return welcomed;
    }

    /** From now on it is told what happens after that entry. */
    void welcome(long from) {
        welcomed = true;
        sent = from;
        newest = from;
        behind = true;
    }

    boolean isGone() {
        return gone;
    }

    void leave() {
        gone = true;
        waiting.clear();
    }

    void close(Closing closing) {
        leave();
        wire.close(closing);
    }

    /** Sends an answer, at the latest when there is room for it. */
    void tell(String frame) {
        if (gone) {
            return;
        }
        if (waiting.isEmpty() && !wire.isFull()) {
            wire.send(frame);
        } else if (waiting.size() < ANSWERS) {
            waiting.addLast(frame);
        } else {
            close(Closing.TOO_FAST);
        }
    }

    /** Sends answers that waited. */
    void flush() {
        while (!gone && !waiting.isEmpty() && !wire.isFull()) {
            wire.send(waiting.removeFirst());
        }
    }

    /** Whether entries can be sent now. */
    boolean isReady() {
        return !gone && waiting.isEmpty() && !wire.isFull();
    }

    long sent() {
        return sent;
    }

    void sentUpTo(long seq) {
        sent = seq;
        newest = Math.max(newest, seq);
    }

    /** It was passed over this entry, and is to get it when focus time is over. */
    void withhold(long seq) {
        withheld = withheld == 0 ? seq : Math.min(withheld, seq);
    }

    /**
     * What was withheld is to be sent after all, unless focus time lasts.
     *
     * @param focusFrom the entry that began a focus time that lasts; 0 when none does
     */
    void release(long focusFrom) {
        if (withheld == 0 || (focusFrom != 0 && withheld > focusFrom)) {
            return;
        }
        if (withheld <= sent) {
            sent = withheld - 1;
            behind = true;
        }
        withheld = 0;
    }

    long newest() {
        return newest;
    }

    boolean isBehind() {
        return behind;
    }

    void behind(boolean now) {
        behind = now;
    }

    boolean isReading() {
        return reading;
    }

    void reading(boolean now) {
        reading = now;
    }
}
