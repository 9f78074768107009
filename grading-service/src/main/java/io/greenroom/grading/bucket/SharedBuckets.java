package io.greenroom.grading.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Token buckets in the database: all instances share them, and a restart fills none. Blocks.
 *
 * @see <a href="https://bucket4j.com/8.14.0/toc.html">Bucket4j</a>
 */
@ApplicationScoped
public class SharedBuckets {
    private static final Duration KEPT_AFTER_FULL = Duration.ofHours(1);

    private static final int EXPIRED_AT_A_TIME = 10;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;

    @Inject
    public SharedBuckets(DataSource database) {
        this.buckets =
                Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                        .primaryKeyMapper(PrimaryKeyMapper.STRING)
                        .table("llm_bucket")
                        .idColumn("id")
                        .stateColumn("state")
                        .expiresAtColumn("expires_at")
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        KEPT_AFTER_FULL))
                        .build();
    }

    /**
     * A bucket, full when it is new.
     *
     * @param id whose it is and for what; what it holds has to be a part of it, or a changed limit
     *     would not begin a new bucket
     * @param capacity what it holds
     * @param period in which an empty one fills
     */
    public Bucket of(String id, long capacity, Duration period) {
        return buckets.getProxy(
                id,
                () ->
                        BucketConfiguration.builder()
                                .addLimit(
                                        bandwidth ->
                                                bandwidth
                                                        .capacity(capacity)
                                                        .refillGreedy(capacity, period))
                                .build());
    }

    /** A few at a time: full buckets of those who have not been here for long. */
    public void removeSomeExpired() {
        buckets.removeExpired(EXPIRED_AT_A_TIME);
    }

    /**
     * A deletion leaves the bucket, or it would be a way to a full one: so nobody's id is in it.
     */
    public static String pseudonym(String personId) {
        return UUID.nameUUIDFromBytes(personId.getBytes(UTF_8)).toString();
    }
}
