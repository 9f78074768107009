package io.greenroom.grading.spending;

/** Where a grader asks before it spends, and tells what it spent. Blocks. */
public interface Spending {
    /** Neither limits nor counts: for measuring a grader without a database. */
    Spending FREE =
            new Spending() {
                @Override
                public Tokens reserve(String candidateId, Tokens atMost) {
                    return atMost;
                }

                @Override
                public void settle(
                        String candidateId, Tokens reserved, Spender spender, Spent spent) {}
            };

    /**
     * Takes that many tokens out of the budgets, so that nobody else can spend them.
     *
     * @return what to settle later
     * @throws BudgetExhaustedException when there are not that many, soon enough
     */
    Tokens reserve(String candidateId, Tokens atMost);

    /** Gives back what was reserved and not spent, and writes down what was. */
    void settle(String candidateId, Tokens reserved, Spender spender, Spent spent);

    /** Who spends. */
    record Spender(String provider, String model, String graderVersion) {}
}
