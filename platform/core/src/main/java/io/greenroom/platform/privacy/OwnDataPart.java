package io.greenroom.platform.privacy;

import java.util.Set;

/**
 * One kind of thing that a service holds of a person, as they get it.
 *
 * @param name of the part, a slug; the file of an export is called by it
 * @param about what it is, in a sentence for the person
 * @param tables where it stands; docs/privacy.md says the same
 * @param query selects the columns {@code key} (text, unique, the order of the pages) and {@code
 *     item} (JSON). It finds the person by {@code :person}, and may use {@code :name}, the name of
 *     their account in lower case, and {@code :email}, their verified address or nothing. Where
 *     somebody may have very many items, it yields no more than the first {@code :rows} after the
 *     key {@code :after}, which is empty at first. It must yield nothing that they may not see
 *     elsewhere.
 */
public record OwnDataPart(String name, String about, Set<String> tables, String query) {
    /** What staff decided about dead letters, which every service keeps alike. */
    public static final OwnDataPart OPERATIONS =
            new OwnDataPart(
                    "operations",
                    "What you decided about events that could not be processed",
                    Set.of("dead_letter_action"),
                    """
                    select lpad(cast(id as text), 19, '0') as key, json_build_object(
                        'action', action, 'reason', reason, 'actedAt', acted_at) as item
                    from dead_letter_action where actor_id = :person
                    """);

    public OwnDataPart {
        tables = Set.copyOf(tables);
    }
}
