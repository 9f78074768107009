package io.greenroom.catalog.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.platform.paging.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads what was done, newest first. */
@ApplicationScoped
class AuditEntries {
    /** Read at once for an export: no connection is held while a slow reader reads. */
    private static final int BATCH = 500;

    /** Parameters $1 to $6: who, actions, question, from, to, before which id. */
    private static final String WHERE =
            """
             where ($1::text is null or who = $1 or lower(who_name) = lower($1))
                and (cardinality($2::text[]) = 0 or action = any($2::text[]))
                and ($3::text is null or question_id = $3)
                and ($4::timestamptz is null or at >= $4)
                and ($5::timestamptz is null or at < $5)
                and id < $6
            """;

    private final Pool pool;
    private final ObjectMapper json;

    @Inject
    AuditEntries(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<AuditPage> page(AuditQuery query, PageRequest page) {
        var parameters = parameters(query, Long.MAX_VALUE);
        var items = read(parameters, page.size(), page.offset());
        var total =
                pool.preparedQuery("select count(*) as n from audit_entry" + WHERE)
                        .execute(parameters)
                        .map(rows -> rows.iterator().next().getLong("n"));
        return Uni.combine()
                .all()
                .unis(items, total)
                .with((entries, count) -> AuditPage.of(entries, page, count));
    }

    /** All of them, a batch at a time. */
    Multi<AuditEntry> stream(AuditQuery query) {
        var before = new AtomicLong(Long.MAX_VALUE);
        return Multi.createBy()
                .repeating()
                .uni(
                        () ->
                                read(parameters(query, before.get()), BATCH, 0)
                                        .invoke(
                                                batch -> {
                                                    if (!batch.isEmpty()) {
                                                        before.set(batch.getLast().id());
                                                    }
                                                }))
                .whilst(batch -> batch.size() == BATCH)
                .onItem()
                .<AuditEntry>transformToMultiAndConcatenate(
                        batch -> Multi.createFrom().iterable(batch));
    }

    private Uni<List<AuditEntry>> read(Tuple parameters, int limit, int offset) {
        return pool.preparedQuery(
                        "select id, at, who, who_name, action, question_id, title, summary,"
                                + " detail::text as detail from audit_entry"
                                + WHERE
                                + " order by id desc limit "
                                + limit
                                + " offset "
                                + offset)
                .execute(parameters)
                .map(this::entries);
    }

    private List<AuditEntry> entries(RowSet<Row> rows) {
        var entries = new ArrayList<AuditEntry>();
        for (Row row : rows) {
            entries.add(
                    new AuditEntry(
                            row.getLong("id"),
                            row.getOffsetDateTime("at").toInstant(),
                            row.getString("who"),
                            row.getString("who_name"),
                            row.getString("action"),
                            row.getString("question_id"),
                            row.getString("title"),
                            row.getString("summary"),
                            tree(row.getString("detail"))));
        }
        return entries;
    }

    private com.fasterxml.jackson.databind.@Nullable JsonNode tree(@Nullable String detail) {
        try {
            return detail == null ? null : json.readTree(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored audit entry is broken", e);
        }
    }

    private static Tuple parameters(AuditQuery query, long before) {
        return Tuple.tuple()
                .addString(query.who())
                .addArrayOfString(
                        query.actions().stream().map(AuditAction::wire).toArray(String[]::new))
                .addString(query.questionId())
                .addOffsetDateTime(
                        query.from() == null ? null : query.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(query.to() == null ? null : query.to().atOffset(ZoneOffset.UTC))
                .addLong(before);
    }
}
