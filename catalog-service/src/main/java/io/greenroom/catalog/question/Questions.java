package io.greenroom.catalog.question;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class Questions implements PanacheRepositoryBase<Question, String> {
    /**
     * The question with that id or, failing that, that slug, if it is offered; null when there is
     * none.
     */
    Uni<Question> findByIdOrSlug(String idOrSlug) {
        return find(
                        "(id = ?1 or slug = ?1) and publishedVersion > 0"
                                + " order by case when id = ?1 then 0 else 1 end",
                        idOrSlug)
                .firstResult();
    }

    Uni<List<Question>> withSlugs(List<String> slugs) {
        return slugs.isEmpty() ? Uni.createFrom().item(List.of()) : list("slug in ?1", slugs);
    }
}
