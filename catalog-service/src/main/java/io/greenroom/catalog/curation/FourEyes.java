package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether somebody else has to look at a text before it is published, and who that may be. */
@ApplicationScoped
public class FourEyes {
    private final boolean demanded;

    @Inject
    FourEyes(CurationSettings settings) {
        this(settings.fourEyes());
    }

    public FourEyes(boolean demanded) {
        this.demanded = demanded;
    }

    /** Whether nobody publishes what nobody else has seen. */
    public boolean areDemanded() {
        return demanded;
    }

    /** Whether this person may approve it: where four eyes are demanded, nobody who wrote on it. */
    boolean letApprove(Actor actor, Draft draft) {
        return !demanded || !draft.wasWorkedOnBy(actor);
    }

    /** Whether it may be published as it stands. */
    boolean letPublish(Draft draft) {
        return !demanded
                || switch (draft.state()) {
                    case APPROVED, SCHEDULED -> true;
                    case DRAFT, IN_REVIEW -> false;
                };
    }
}
