package io.greenroom.local.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a part could not be started, in words for the person at the terminal. */
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String part;
    private final String remedy;
    private final transient List<String> logTail;

    public StartFailure(String part, String reason, String remedy) {
        this(part, reason, remedy, List.of(), null);
    }

    public StartFailure(
            String part,
            String reason,
            String remedy,
            List<String> logTail,
            @Nullable Throwable cause) {
        super(reason, cause);
        this.part = part;
        this.remedy = remedy;
        this.logTail = List.copyOf(logTail);
    }

    public String part() {
        return part;
    }

    /** What to do about it; blank when nobody knows. */
    public String remedy() {
        return remedy;
    }

    public List<String> logTail() {
        return logTail;
    }
}
