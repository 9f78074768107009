package io.greenroom.session.scorecard;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements in the session under way; instants go in and come out as such. */
final class Sql {
    private Sql() {}

    static <T> Uni<List<T>> list(String statement, Map<String, ?> values, Function<Tuple, T> read) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query = session.createNativeQuery(statement, Tuple.class);
                            values.forEach((name, value) -> query.setParameter(name, in(value)));
                            return query.getResultList();
                        })
                .map(rows -> rows.stream().map(read).toList());
    }

    static <T> Uni<Optional<T>> first(
            String statement, Map<String, ?> values, Function<Tuple, T> read) {
        return list(statement, values, read).map(rows -> rows.stream().findFirst());
    }

    /** How many rows were changed. */
    static Uni<Integer> update(String statement, Map<String, ?> values) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query = session.createNativeQuery(statement);
                            values.forEach((name, value) -> query.setParameter(name, in(value)));
                            return query.executeUpdate();
                        });
    }

    private static Object in(Object value) {
        return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
    }

    /** A time; the driver hands it over in one of two types. */
    static @Nullable Instant time(Tuple row, String column) {
        return switch (row.get(column)) {
            case null -> null;
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            case Object other -> throw new IllegalStateException("Not a time: " + other.getClass());
        };
    }
}
