package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.curation.CurateQuestions;
import io.greenroom.catalog.question.DraftContent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * What becomes of a question that comes from outside and asks nearly the same as one that is here.
 * All of it within the transaction under way.
 */
@ApplicationScoped
public class JoinDuplicates {
    private final CurateQuestions curate;
    private final Links links;
    private final AuditLog audit;

    @Inject
    JoinDuplicates(CurateQuestions curate, Links links, AuditLog audit) {
        this.curate = curate;
        this.links = links;
        this.audit = audit;
    }

    /** Links two questions that are here; another link that they had is replaced. */
    public Uni<Void> link(Actor actor, String id, String otherId, LinkKind kind) {
        return links.put(actor, id, otherId, kind);
    }

    /** What a question says once it has taken over what only the other one has. */
    public static DraftContent union(DraftContent kept, DraftContent other) {
        return Union.of(kept, other).addedTo(kept);
    }

    /** Has a question's next draft take over what only the other one has, which never comes in. */
    public Uni<Void> merge(Actor actor, DraftContent other, String into) {
        return curate.change(actor, into, kept -> union(kept, other))
                .chain(() -> links.title(into))
                .chain(
                        title ->
                                audit.add(
                                        actor,
                                        AuditAction.MERGED,
                                        into,
                                        title,
                                        "Took over what “%s” of an imported file had."
                                                .formatted(other.title()),
                                        Map.of("into", into)));
    }
}
