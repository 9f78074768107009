package io.greenroom.grading.calibration;

import io.greenroom.grading.grade.Rows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The levels that people gave blind. */
@ApplicationScoped
class HumanMarks {
    /** More would not narrow any interval that matters. */
    private static final int MOST = 20_000;

    /** Which levels are wanted; null means all. */
    record Filter(
            @Nullable String questionId,
            @Nullable String grader,
            @Nullable String graderVersion,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** The newest of them, oldest first. */
    @WithSession
    Uni<List<HumanMark>> list(Filter filter) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select * from (
                                                    select * from human_mark
                                                    where blind
                                                        and (cast(:question as text) is null or question_id = :question)
                                                        and (cast(:grader as text) is null or grader = :grader)
                                                        and (cast(:version as text) is null or grader_version = :version)
                                                        and marked_at >= :since and marked_at < :until
                                                    order by marked_at desc limit :most) as newest
                                                order by marked_at, source_id, criterion_id
                                                """,
                                                Tuple.class)
                                        .setParameter("question", filter.questionId())
                                        .setParameter("grader", filter.grader())
                                        .setParameter("version", filter.graderVersion())
                                        .setParameter(
                                                "since",
                                                or(filter.since(), Instant.EPOCH)
                                                        .atOffset(ZoneOffset.UTC))
                                        .setParameter(
                                                "until",
                                                or(
                                                                filter.until(),
                                                                Instant.parse(
                                                                        "9999-01-01T00:00:00Z"))
                                                        .atOffset(ZoneOffset.UTC))
                                        .setParameter("most", MOST)
                                        .getResultList())
                .map(rows -> rows.stream().map(HumanMarks::mark).toList());
    }

    private static Instant or(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time;
    }

    private static HumanMark mark(Tuple row) {
        return new HumanMark(
                row.get("attempt_id", UUID.class),
                row.get("question_id", String.class),
                row.get("question_title", String.class),
                row.get("criterion_id", String.class),
                row.get("criterion_title", String.class),
                row.get("reviewer", String.class),
                row.get("reviewer_name", String.class),
                row.get("level", Integer.class),
                row.get("machine_level", Integer.class),
                row.get("grader", String.class),
                row.get("grader_version", String.class),
                Rows.instant(row, "marked_at"));
    }
}
