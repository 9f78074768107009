package io.greenroom.grading.spending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Holds spending to the budgets, and writes down what was spent. */
@ApplicationScoped
class MeteredSpending implements Spending {
    private final Budgets budgets;
    private final UsageLog usage;

    @Inject
    MeteredSpending(Budgets budgets, UsageLog usage) {
        this.budgets = budgets;
        this.usage = usage;
    }

    @Override
    public Tokens reserve(String candidateId, Tokens atMost) {
        return budgets.take(candidateId, atMost);
    }

    @Override
    public void settle(String candidateId, Tokens reserved, Spender spender, Spent spent) {
        usage.add(spender, candidateId, spent);
        budgets.correct(candidateId, reserved, spent.tokens());
    }
}
