package io.greenroom.catalog.learn;

import io.greenroom.platform.problem.ProblemException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters; what breaks a rule is a validation problem that names it. */
final class Parameters {
    /** Numbers up to here survive a JavaScript client. */
    private static final long LARGEST_SEED = (1L << 53) - 1;

    private Parameters() {}

    static <T> List<T> each(
            String name, List<String> values, Function<String, T> read, String allowed) {
        return values.stream().map(value -> one(name, value, read, allowed)).toList();
    }

    static <T> T one(String name, String value, Function<String, T> read, String allowed) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, name + " must be " + allowed + ".");
        }
    }

    static int number(String name, String value, int least, int most) {
        int number = one(name, value, Integer::parseInt, "a number from " + least + " to " + most);
        if (number < least || number > most) {
            throw ProblemException.invalid(
                    name, "%s must be from %d to %d.".formatted(name, least, most));
        }
        return number;
    }

    /** The wanted seed, or a new one. */
    static long seed(@Nullable String wanted) {
        if (wanted == null) {
            return ThreadLocalRandom.current().nextLong(LARGEST_SEED);
        }
        return one("seed", wanted, Long::parseLong, "a whole number");
    }
}
