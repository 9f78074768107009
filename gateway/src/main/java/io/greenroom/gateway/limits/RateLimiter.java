package io.greenroom.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A token bucket for each caller, in memory, for a bounded number of callers. */
@Singleton
public final class RateLimiter {
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final LimitsConfig config;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    @Inject
    RateLimiter(LimitsConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimiter(LimitsConfig config, TimeMeter clock) {
        this.config = config;
        this.clock = clock;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(config.rememberedCallers())
                        .expireAfterAccess(FORGET_AFTER)
                        // Housekeeping is short; a pool of its own would cost more than it does.
                        .executor(Runnable::run)
                        .build();
    }

    /** Counts one request of a signed-in user. */
    public Verdict admitUser(String subject) {
        return admit("user:" + subject, config.userRequestsPerSecond(), config.userBurst());
    }

    /** Counts one request from an address that is not signed in. */
    public Verdict admitAnonymous(String address) {
        return admit(
                "address:" + network(address),
                config.anonymousRequestsPerSecond(),
                config.anonymousBurst());
    }

    /** Counts one copy of a user's data; to make one takes work in every service. */
    public Verdict admitOwnDataCopy(String subject) {
        int copies = config.ownDataCopies();
        // The period is what a bucket is remembered for: who is forgotten would be admitted anyway.
        return admit("copy:" + subject, copies, copies, FORGET_AFTER);
    }

    private Verdict admit(String caller, int perSecond, int burst) {
        return admit(caller, perSecond, burst, Duration.ofSeconds(1));
    }

    private Verdict admit(String caller, int tokens, int burst, Duration period) {
        Bucket bucket = buckets.get(caller, key -> newBucket(tokens, burst, period));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        long reset = seconds(probe.getNanosToWaitForReset());
        if (probe.isConsumed()) {
            return new Verdict.Admitted(burst, probe.getRemainingTokens(), reset);
        }
        return new Verdict.Refused(
                burst, reset, Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private Bucket newBucket(int tokens, int burst, Duration period) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(tokens, period))
                .build();
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    /** One home has a whole /64 of IPv6 addresses: they count as one. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }
}
