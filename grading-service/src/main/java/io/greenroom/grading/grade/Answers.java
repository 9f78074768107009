package io.greenroom.grading.grade;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The answers that came in. All methods need a session. */
@ApplicationScoped
public class Answers {
    /** What an answer is read from. */
    public static final String COLUMNS =
            "attempt_id, candidate_id, question_id, question_version, answer, language,"
                    + " submitted_at";

    /** The answer of that attempt; empty when none has come in. */
    public Uni<Optional<SubmittedAnswer>> find(UUID attemptId) {
        return find(attemptId, "");
    }

    /** The same, and whoever else wants to decide on the attempt waits for this transaction. */
    public Uni<Optional<SubmittedAnswer>> lock(UUID attemptId) {
        return find(attemptId, "for update");
    }

    private static Uni<Optional<SubmittedAnswer>> find(UUID attemptId, String lock) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select %s from grading_job where attempt_id = :attempt %s
                                                """
                                                        .formatted(COLUMNS, lock),
                                                Tuple.class)
                                        .setParameter("attempt", attemptId)
                                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(Answers::answer));
    }

    /** The answer of a row that has the {@link #COLUMNS}. */
    public static SubmittedAnswer answer(Tuple row) {
        return new SubmittedAnswer(
                row.get("attempt_id", UUID.class),
                row.get("candidate_id", String.class),
                row.get("question_id", String.class),
                row.get("question_version", Integer.class),
                new Answer(
                        row.get("answer", String.class),
                        AnswerLanguage.valueOf(
                                row.get("language", String.class).toUpperCase(Locale.ROOT)),
                        row.get("candidate_id", String.class)),
                Rows.instant(row, "submitted_at"));
    }
}
