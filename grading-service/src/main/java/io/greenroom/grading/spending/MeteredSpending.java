package io.greenroom.grading.spending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Holds spending to the budgets, and writes down what was spent; counted from zero at start. */
@ApplicationScoped
@Startup
class MeteredSpending implements Spending {
    private static final double MICROS = 1_000_000;

    private final Budgets budgets;
    private final UsageLog usage;
    private final Map<Spent.End, Counter> answers = new EnumMap<>(Spent.End.class);
    private final Counter cost;
    private final Counter refusals;

    @Inject
    MeteredSpending(Budgets budgets, UsageLog usage, MeterRegistry metrics) {
        this.budgets = budgets;
        this.usage = usage;
        for (var end : Spent.End.values()) {
            answers.put(
                    end,
                    Counter.builder("greenroom.llm.answers")
                            .description("Answers that the language model was to judge")
                            .tag("end", end.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
        this.cost =
                Counter.builder("greenroom.llm.cost.dollars")
                        .description("What that cost, when prices are set")
                        .register(metrics);
        this.refusals =
                Counter.builder("greenroom.llm.budget.refusals")
                        .description("Answers that no budget covered")
                        .register(metrics);
    }

    @Override
    public Tokens reserve(String candidateId, Tokens atMost) {
        try {
            return budgets.take(candidateId, atMost);
        } catch (BudgetExhaustedException e) {
            refusals.increment();
            throw e;
        }
    }

    @Override
    public void settle(String candidateId, Tokens reserved, Spender spender, Spent spent) {
        Objects.requireNonNull(answers.get(spent.end())).increment();
        if (spent.costMicros() != null) {
            cost.increment(spent.costMicros() / MICROS);
        }
        usage.add(spender, candidateId, spent);
        budgets.correct(candidateId, reserved, spent.tokens());
    }
}
