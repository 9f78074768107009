package io.greenroom.platform;

import java.util.Locale;

/** What programs read, made of the names of constants, so that the two cannot drift apart. */
public final class Slugs {
    private Slugs() {}

    /** {@code STALE_REVISION} becomes {@code stale-revision}. */
    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    /** The same of a constant's name. */
    public static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
