package io.greenroom.platform.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait at most for what they expect, unless they say so themselves. Ten seconds,
 * which Awaitility has by itself, pass on a machine with two cores that builds another module
 * beside the tests. Who waits in vain fails all the same, only later.
 */
public final class Patience implements LauncherSessionListener, QuarkusTestBeforeClassCallback {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** For plain tests. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
    }

    /** Each application under test has a class loader of its own, and so another Awaitility. */
    @Override
    public void beforeClass(Class<?> testClass) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
