package io.greenroom.grading.grade;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Columns of native queries. */
public final class Rows {
    private Rows() {}

    /** A time that is there. */
    public static Instant instant(Tuple row, String column) {
        var time = instantOrNull(row, column);
        if (time == null) {
            throw new IllegalStateException(column + " is empty");
        }
        return time;
    }

    /** A time that may be absent; the driver hands it over in one of two types. */
    public static @Nullable Instant instantOrNull(Tuple row, String column) {
        return switch (row.get(column)) {
            case null -> null;
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            case Object other -> throw new IllegalStateException("Not a time: " + other.getClass());
        };
    }
}
