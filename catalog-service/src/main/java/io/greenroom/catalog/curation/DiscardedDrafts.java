package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drafts that were given up, as the audit log keeps them. */
@ApplicationScoped
class DiscardedDrafts {
    private final StoredJson json;

    @Inject
    DiscardedDrafts(StoredJson json) {
        this.json = json;
    }

    /** What is needed to bring it back. */
    record Kept(
            String slug,
            @Nullable Integer baseVersion,
            List<String> editors,
            DraftContent content) {}

    /** What the audit log keeps of the draft. */
    static Map<String, Object> detail(Draft draft) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("slug", draft.slug());
        if (draft.baseVersion() != null) {
            detail.put("baseVersion", draft.baseVersion());
        }
        detail.put("editors", draft.editors());
        detail.put("content", DraftText.read(draft.content()));
        return detail;
    }

    /** The one that was given up last. */
    Uni<Optional<Kept>> lastOf(String questionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select cast(detail as text) from audit_entry
                                                where question_id = :id and action = :action
                                                order by id desc limit 1
                                                """,
                                                String.class)
                                        .setParameter("id", questionId)
                                        .setParameter("action", AuditAction.DRAFT_DISCARDED.wire())
                                        .getSingleResultOrNull())
                .map(found -> Optional.ofNullable(found).map(text -> json.read(text, Kept.class)));
    }
}
