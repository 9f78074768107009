package io.greenroom.local.stack;

import java.util.Locale;

/** What can be said of a part from outside. */
public enum Health {
    UP,
    /** The process lives and does not serve: it starts, or it hangs. */
    STARTING,
    DOWN;

    /** The form in {@code status --json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
