package io.greenroom.catalog.question;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class QuestionVersions implements PanacheRepositoryBase<QuestionVersion, String> {}
