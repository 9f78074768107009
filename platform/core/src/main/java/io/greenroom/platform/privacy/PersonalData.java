package io.greenroom.platform.privacy;

import io.smallrye.mutiny.Uni;

/** What is known of people. Each service has one for its own tables. */
public interface PersonalData {
    /**
     * Deletes what is held of that person, or takes from it who it was about, in the transaction
     * under way.
     */
    Uni<Void> forget(PersonDeleted person);
}
