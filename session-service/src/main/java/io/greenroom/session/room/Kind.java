package io.greenroom.session.room;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an entry of the log tells of. */
enum Kind {
    PHASE("phase", false),
    PLAN("plan", false),
    QUESTION("question", false),
    HINT("hint", false),
    TIMER("timer", false),
    PAUSE("pause", false),
    FOCUS("focus", false),
    DOC("doc", false),
    LANGUAGE("language", false),
    EDIT("edit", true),
    BOARD("board", true),
    PICTURE("picture", true),
    BOARD_TEXT("boardText", true),
    RUN("run", true),
    CHAT("chat", false),
    HAND("hand", false),
    JOIN("join", false),
    LEAVE("leave", false);

    private static final Map<String, Kind> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Kind::wire, Function.identity()));

    private final String wire;
    private final boolean work;

    Kind(String wire, boolean work) {
        this.wire = wire;
        this.work = work;
    }

    /** Its name in the protocol and in the log. */
    String wire() {
        return wire;
    }

    /** Whether it is the candidate's work, which nobody watches during focus time. */
    boolean isWork() {
        return work;
    }

    /** Null for a kind that a newer instance has written. */
    static @Nullable Kind of(String name) {
        return BY_NAME.get(name);
    }
}
