package io.greenroom.platform.problem;

import java.util.Locale;

/** Slugs from enum names, so that the two cannot drift apart. */
public final class Slugs {
    private Slugs() {}

    /** {@code STALE_REVISION} becomes {@code stale-revision}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
