package io.greenroom.catalog.question;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where questions stand and what their versions said. Needs a session. */
@ApplicationScoped
public class QuestionHistory {
    private final Questions questions;
    private final QuestionVersions versions;

    @Inject
    QuestionHistory(Questions questions, QuestionVersions versions) {
        this.questions = questions;
        this.versions = versions;
    }

    /** The question, offered or not. */
    public Uni<Optional<QuestionState>> find(String id) {
        return questions
                .findById(id)
                .map(question -> Optional.ofNullable(question).map(Question::state));
    }

    /** The same, as nobody can change it until the transaction under way ends. */
    public Uni<Optional<QuestionState>> lock(String id) {
        return questions
                .findById(id, LockModeType.PESSIMISTIC_WRITE)
                .map(question -> Optional.ofNullable(question).map(Question::state));
    }

    /** Whose slug that is. */
    public Uni<Optional<String>> ownerOf(String slug) {
        return questions
                .withSlugs(List.of(slug))
                .map(found -> found.stream().findFirst().map(Question::id));
    }

    public Uni<Optional<QuestionEdition>> version(String id, int version) {
        return versions.findById(QuestionVersion.idOf(id, version))
                .map(found -> Optional.ofNullable(found).map(QuestionVersion::edition));
    }

    /** All versions, newest first. */
    public Uni<List<QuestionEdition>> versions(String id) {
        return versions.list("questionId", id)
                .map(
                        found ->
                                found.stream()
                                        .map(QuestionVersion::edition)
                                        .sorted(
                                                Comparator.comparingInt(QuestionEdition::version)
                                                        .reversed())
                                        .toList());
    }
}
