package io.greenroom.grading.spending;

import java.io.Serial;
import java.time.Duration;

/** There are not enough tokens left; asking again makes sense after a while. */
public final class BudgetExhaustedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final Duration enoughIn;

    BudgetExhaustedException(String budget, Duration enoughIn) {
        super("The budget of " + budget + " is used up");
        this.enoughIn = enoughIn;
    }

    /** When there will be enough, if nobody else takes it. */
    public Duration enoughIn() {
        return enoughIn;
    }
}
