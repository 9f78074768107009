package io.greenroom.grading.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The first grade of each attempt; it is never changed. All methods need a session. */
@ApplicationScoped
class Grades {
    private final ObjectMapper mapper;

    @Inject
    Grades(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Fails when the attempt has a first grade already. */
    Uni<Void> add(AnswerGraded graded) {
        String body;
        try {
            body = mapper.writeValueAsString(graded);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A grade cannot be written", e);
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into first_grade (attempt_id, candidate_id, question_id,
                                                    question_version, state, body)
                                                values (:attempt, :candidate, :question, :version, :state, :body)
                                                """)
                                        .setParameter("attempt", graded.attemptId())
                                        .setParameter("candidate", graded.candidateId())
                                        .setParameter("question", graded.questionId())
                                        .setParameter("version", graded.questionVersion())
                                        .setParameter("state", graded.state())
                                        .setParameter("body", body)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Optional<AnswerGraded>> find(UUID attemptId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select body from first_grade where attempt_id ="
                                                        + " :attempt",
                                                String.class)
                                        .setParameter("attempt", attemptId)
                                        .getSingleResultOrNull())
                .map(body -> Optional.ofNullable(body).map(this::read));
    }

    private AnswerGraded read(String body) {
        try {
            return mapper.readValue(body, AnswerGraded.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored grade cannot be read", e);
        }
    }
}
