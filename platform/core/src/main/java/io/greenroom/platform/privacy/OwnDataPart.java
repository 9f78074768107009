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
    public OwnDataPart {
        tables = Set.copyOf(tables);
    }
}
