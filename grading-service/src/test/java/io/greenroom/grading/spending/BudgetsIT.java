package io.greenroom.grading.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.greenroom.grading.bucket.SharedBuckets;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Budgets in a real database; every "instance" here is one that knows nothing of the others. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class BudgetsIT {
    @Inject DataSource database;

    /** Limits that no other test has, so that its buckets are its own. */
    private static final AtomicInteger OWN = new AtomicInteger(1_000);

    private final String casey = "casey-" + UUID.randomUUID();
    private final String cody = "cody-" + UUID.randomUUID();

    @Test
    void whatIsTakenIsGoneForAllInstancesAndAfterARestart() {
        var settings = Map.of("user-input-tokens", "100", "user-output-tokens", "100");
        budgets(settings).take(casey, new Tokens(80, 10));

        assertThatThrownBy(() -> budgets(settings).take(casey, new Tokens(30, 10)))
                .isInstanceOf(BudgetExhaustedException.class)
                .hasMessageContaining("this candidate (input tokens)");
        budgets(settings).take(cody, new Tokens(30, 10));
    }

    @Test
    void inputAndOutputAreLimitedApart() {
        var budgets = budgets(Map.of("user-output-tokens", "100"));
        budgets.take(casey, new Tokens(1_000_000, 90));

        assertThatThrownBy(() -> budgets.take(casey, new Tokens(0, 20)))
                .hasMessageContaining("output");
    }

    @Test
    void whoIsOverTheOwnBudgetTakesNothingFromEverybodys() {
        int everybodys = OWN.incrementAndGet();
        var budgets =
                budgets(Map.of("tenant-input-tokens", "" + everybodys, "user-output-tokens", "50"));
        budgets.take(casey, new Tokens(100, 50));

        assertThatThrownBy(() -> budgets.take(casey, new Tokens(100, 50)))
                .isInstanceOf(BudgetExhaustedException.class);
        assertThat(budgets.ofTenant().getFirst().left())
                .isBetween(everybodys - 100L, everybodys - 99L);
    }

    @Test
    void whatIsRefusedByOneBudgetIsGivenBackToTheOthers() {
        int everybodys = OWN.incrementAndGet();
        var settings = Map.of("tenant-input-tokens", "" + everybodys, "user-input-tokens", "5000");
        budgets(settings).take(cody, new Tokens(everybodys, 0));

        assertThatThrownBy(() -> budgets(settings).take(casey, new Tokens(900, 0)))
                .hasMessageContaining("everybody");
        assertThat(budgets(settings).ofUser(casey).getFirst().left()).isEqualTo(5000);
    }

    @Test
    void whatWasReallySpentCountsInTheEnd() {
        var budgets = budgets(Map.of("user-input-tokens", "100"));
        budgets.take(casey, new Tokens(90, 0));
        budgets.correct(casey, new Tokens(90, 0), new Tokens(20, 0));
        assertThat(budgets.ofUser(casey).getFirst().left()).isEqualTo(80);

        budgets.take(casey, new Tokens(50, 0));
        budgets.correct(casey, new Tokens(50, 0), new Tokens(500, 0));
        var refused =
                catchThrowableOfType(
                        BudgetExhaustedException.class,
                        () -> budgets.take(casey, new Tokens(1, 0)));
        // 420 tokens are owed, and a day brings 100.
        assertThat(refused.enoughIn()).isBetween(Duration.ofDays(4), Duration.ofDays(5));
    }

    @Test
    void anAnswerLargerThanAFullBudgetTakesAllOfIt() {
        var budgets = budgets(Map.of("user-input-tokens", "100"));

        budgets.take(casey, new Tokens(10_000, 0));
        assertThat(budgets.ofUser(casey).getFirst().left()).isZero();
        budgets.correct(casey, new Tokens(10_000, 0), new Tokens(40, 0));
        assertThat(budgets.ofUser(casey).getFirst().left()).isEqualTo(60);
    }

    @Test
    void aBudgetFillsUpAndAShortWaitIsWaited() {
        var budgets =
                budgets(
                        Map.of(
                                "user-input-tokens", "100",
                                "period", "2s",
                                "patience", "1500ms"));
        budgets.take(casey, new Tokens(100, 0));

        long start = System.nanoTime();
        budgets.take(casey, new Tokens(30, 0));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(1_500));
    }

    @Test
    void manyAtOnceNeverTakeMoreThanThereIs() throws Exception {
        var settings = Map.of("user-input-tokens", "100", "patience", "0s");
        var taken = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 12; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            budgets(settings).take(casey, new Tokens(20, 0));
                                            taken.addAndGet(20);
                                        } catch (BudgetExhaustedException e) {
                                            // As it should be for seven of them.
                                        }
                                    }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(taken).hasValue(100);
    }

    @Test
    void withoutLimitsNothingIsLimited() {
        var budgets = budgets(Map.of());

        budgets.take(casey, new Tokens(Long.MAX_VALUE, Long.MAX_VALUE));
        assertThat(budgets.all()).isEmpty();
    }

    private Budgets budgets(Map<String, String> settings) {
        var prefixed = new HashMap<String, String>();
        prefixed.put("greenroom.llm.budget.patience", "0s");
        settings.forEach((name, value) -> prefixed.put("greenroom.llm.budget." + name, value));
        return new Budgets(
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(BudgetSettings.class)
                        .withSources(new PropertiesConfigSource(prefixed, "test", 500))
                        .build()
                        .getConfigMapping(BudgetSettings.class),
                new SharedBuckets(database));
    }
}
