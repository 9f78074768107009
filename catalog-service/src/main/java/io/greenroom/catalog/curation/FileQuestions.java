package io.greenroom.catalog.curation;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class FileQuestions implements PanacheRepositoryBase<FileQuestion, String> {}
