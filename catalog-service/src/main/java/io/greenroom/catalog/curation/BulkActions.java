package io.greenroom.catalog.curation;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class BulkActions implements PanacheRepositoryBase<BulkAction, UUID> {
    private static final int SHOWN = 50;

    /** The last ones, newest first. */
    Uni<List<BulkAction>> recent() {
        return find("order by doneAt desc, id").page(0, SHOWN).list();
    }
}
