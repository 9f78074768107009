package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place where two contents differ.
 *
 * @param pointer RFC 6901
 * @param before null when it was not there
 * @param after null when it is not there any more
 */
record FieldChange(String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
    /** Every place, in the order of the fields; items of lists are compared place by place. */
    static List<FieldChange> between(@Nullable JsonNode before, @Nullable JsonNode after) {
        var changes = new ArrayList<FieldChange>();
        compare("", before, after, changes);
        return changes;
    }

    private static void compare(
            String pointer,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            List<FieldChange> changes) {
        if (before != null && after != null && before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                compare(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                        before.get(name),
                        after.get(name),
                        changes);
            }
        } else if (before != null && after != null && before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(pointer + "/" + i, before.get(i), after.get(i), changes);
            }
        } else if (before == null ? after != null : !before.equals(after)) {
            changes.add(new FieldChange(pointer, before, after));
        }
    }
}
