package io.greenroom.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimiter limiter = new RateLimiter(new Settings(), new Clock(nanos));

    @Test
    void letsABurstThroughAndThenAsMuchAsIsRefilled() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.admitUser("u")).isInstanceOf(Verdict.Admitted.class);
        }

        assertThat(limiter.admitUser("u")).isEqualTo(new Verdict.Refused(3, 2, 1));
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(limiter.admitUser("u")).isInstanceOf(Verdict.Admitted.class);
        assertThat(limiter.admitUser("u")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void givesAFewCopiesAndThenOneEachFewMinutes() {
        for (int i = 0; i < 2; i++) {
            assertThat(limiter.admitOwnDataCopy("u")).isInstanceOf(Verdict.Admitted.class);
        }

        assertThat(limiter.admitOwnDataCopy("u")).isEqualTo(new Verdict.Refused(2, 600, 300));
        assertThat(limiter.admitUser("u")).isInstanceOf(Verdict.Admitted.class);
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(limiter.admitOwnDataCopy("u")).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void countsAUserAndAnAddressOfTheSameNameApart() {
        limiter.admitAnonymous("10.0.0.1");

        assertThat(limiter.admitAnonymous("10.0.0.1")).isInstanceOf(Verdict.Refused.class);
        assertThat(limiter.admitUser("10.0.0.1")).isInstanceOf(Verdict.Admitted.class);
        assertThat(limiter.admitAnonymous("10.0.0.2")).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void countsAnIpv6NetworkAsOneCaller() {
        limiter.admitAnonymous("2001:db8:0:1::1");

        assertThat(limiter.admitAnonymous("2001:db8:0:1:ffff::2"))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(limiter.admitAnonymous("2001:db8:0:2::1")).isInstanceOf(Verdict.Admitted.class);
    }

    private record Clock(AtomicLong nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private static final class Settings implements LimitsConfig {
        @Override
        public MemorySize maxBody() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public MemorySize maxImport() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public MemorySize maxHeldBodies() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public MemorySize maxOwnDataCopy() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public int userRequestsPerSecond() {
            return 2;
        }

        @Override
        public int ownDataCopies() {
            return 2;
        }

        @Override
        public int userBurst() {
            return 3;
        }

        @Override
        public int anonymousRequestsPerSecond() {
            return 1;
        }

        @Override
        public int anonymousBurst() {
            return 1;
        }

        @Override
        public int rememberedCallers() {
            return 100;
        }
    }
}
