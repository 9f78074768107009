package io.greenroom.session.room;

/** Why the server ends a connection. */
enum Closing {
    BAD_FRAMES(4400, "Too many bad frames"),
    TOKEN_OVER(4401, "The token is over: connect again"),
    NOT_IN(4403, "No participant any more"),
    NO_SUCH_SESSION(4404, "No such session"),
    NO_HELLO(4408, "No hello in time"),
    TAKEN_OVER(4409, "A newer connection took over"),
    CANCELLED(4410, "The session was cancelled"),
    TOO_LARGE(4413, "The frame is too large"),
    FULL(4423, "The room is full"),
    TOO_FAST(4429, "Too many frames"),
    ANOTHER_ROLE(4503, "Another role from now on: connect again"),
    GOING_DOWN(4503, "This instance goes down: connect again");

    private final short code;
    private final String reason;

    Closing(int code, String reason) {
        this.code = (short) code;
        this.reason = reason;
    }

    short code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
