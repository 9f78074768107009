package io.greenroom.grading.spending;

import io.github.bucket4j.Bucket;
import io.greenroom.grading.bucket.SharedBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The budgets of everybody and of each user, tokens in and out apart. They stand in the database:
 * all instances share them, and a restart fills none. Blocks.
 */
@ApplicationScoped
public class Budgets {
    private final BudgetSettings settings;
    private final SharedBuckets buckets;

    @Inject
    Budgets(BudgetSettings settings, SharedBuckets buckets) {
        this.settings = settings;
        this.buckets = buckets;
    }

    /** Who a budget is for. */
    private enum Scope {
        TENANT("everybody"),
        USER("this candidate");

        private final String said;

        Scope(String said) {
            this.said = said;
        }
    }

    /** What flows. */
    private enum Flow {
        INPUT,
        OUTPUT;

        long of(Tokens tokens) {
            return this == INPUT ? tokens.input() : tokens.output();
        }
    }

    private record Limit(Scope scope, Flow flow, long tokens) {}

    private record Taken(Bucket bucket, long tokens) {}

    /**
     * Takes tokens from every budget that applies, or from none. More than a full budget holds is
     * never asked of it, or the answer would wait forever.
     *
     * @return what was wanted
     */
    Tokens take(String candidateId, Tokens wanted) {
        var taken = new ArrayList<Taken>();
        try {
            for (var limit : limits()) {
                long tokens = Math.min(limit.flow().of(wanted), limit.tokens());
                if (tokens == 0) {
                    continue;
                }
                var bucket = bucket(limit, candidateId);
                take(limit, bucket, tokens);
                taken.add(new Taken(bucket, tokens));
            }
            return wanted;
        } catch (RuntimeException e) {
            taken.forEach(each -> each.bucket().addTokens(each.tokens()));
            throw e;
        }
    }

    /** Corrects what was taken by what was really spent, below zero if need be. */
    void correct(String candidateId, Tokens taken, Tokens spent) {
        for (var limit : limits()) {
            long tooMuch =
                    Math.min(limit.flow().of(taken), limit.tokens()) - limit.flow().of(spent);
            if (tooMuch > 0) {
                bucket(limit, candidateId).addTokens(tooMuch);
            } else if (tooMuch < 0) {
                bucket(limit, candidateId).consumeIgnoringRateLimits(-tooMuch);
            }
        }
        buckets.removeSomeExpired();
    }

    /** Everybody's budgets, with what is left. */
    public List<BudgetView> ofTenant() {
        return views(Scope.TENANT, "");
    }

    /** That candidate's budgets, with what is left. */
    List<BudgetView> ofUser(String candidateId) {
        return views(Scope.USER, candidateId);
    }

    /** All limits; what is left of those that are everybody's. */
    public List<BudgetView> all() {
        var views = new ArrayList<>(ofTenant());
        limits().stream()
                .filter(limit -> limit.scope() == Scope.USER)
                .forEach(limit -> views.add(view(limit, null)));
        return views;
    }

    private List<BudgetView> views(Scope scope, String candidateId) {
        return limits().stream()
                .filter(limit -> limit.scope() == scope)
                .map(limit -> view(limit, bucket(limit, candidateId).getAvailableTokens()))
                .toList();
    }

    private BudgetView view(Limit limit, @org.jspecify.annotations.Nullable Long left) {
        return new BudgetView(
                name(limit.scope()),
                name(limit.flow()),
                limit.tokens(),
                settings.period().toSeconds(),
                left);
    }

    private void take(Limit limit, Bucket bucket, long tokens) {
        var probe = bucket.tryConsumeAndReturnRemaining(tokens);
        if (probe.isConsumed()) {
            return;
        }
        var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
        if (wait.compareTo(settings.patience()) <= 0) {
            try {
                if (bucket.asBlocking().tryConsume(tokens, settings.patience())) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new BudgetExhaustedException(
                limit.scope().said + " (" + name(limit.flow()) + " tokens)", wait);
    }

    private List<Limit> limits() {
        var limits = new ArrayList<Limit>();
        // The narrower first: who is over the own budget takes nothing from everybody's.
        add(limits, Scope.USER, Flow.INPUT, settings.userInputTokens());
        add(limits, Scope.USER, Flow.OUTPUT, settings.userOutputTokens());
        add(limits, Scope.TENANT, Flow.INPUT, settings.tenantInputTokens());
        add(limits, Scope.TENANT, Flow.OUTPUT, settings.tenantOutputTokens());
        return limits;
    }

    private static void add(List<Limit> limits, Scope scope, Flow flow, OptionalLong tokens) {
        tokens.ifPresent(limit -> limits.add(new Limit(scope, flow, limit)));
    }

    private Bucket bucket(Limit limit, String candidateId) {
        // The limit is a part of the name: a changed one starts a new bucket.
        var id =
                "%s-%s:%d/%s:%s"
                        .formatted(
                                name(limit.scope()),
                                name(limit.flow()),
                                limit.tokens(),
                                settings.period(),
                                limit.scope() == Scope.USER
                                        ? SharedBuckets.pseudonym(candidateId)
                                        : "");
        return buckets.of(id, limit.tokens(), settings.period());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
