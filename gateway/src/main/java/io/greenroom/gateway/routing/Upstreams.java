package io.greenroom.gateway.routing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The instances of every service, and which of them gets the next request: of two taken by chance
 * the one with less to do. Who does not serve gets nothing, unless nobody does: then trying is
 * better than refusing.
 */
@Singleton
class Upstreams {
    private final Map<Service, List<Upstream>> instances = new EnumMap<>(Service.class);
    private final MeterRegistry meters;

    @Inject
    Upstreams(RoutingConfig config, MeterRegistry meters) {
        this.meters = meters;
        for (Service service : Service.values()) {
            var all = new ArrayList<Upstream>();
            var urls = service.urls(config);
            for (var url : urls) {
                all.add(new Upstream(service, all.size() + 1, url, urls.size() == 1));
            }
            instances.put(service, List.copyOf(all));
            all.forEach(this::measure);
        }
    }

    List<Upstream> of(Service service) {
        return instances.getOrDefault(service, List.of());
    }

    /**
     * How often a request may be tried: at every instance, and twice where there is one address.
     */
    int tries(Service service) {
        return Math.max(2, of(service).size());
    }

    /**
     * Where the next try goes.
     *
     * @param tried where it was already, which comes last
     */
    Upstream pick(Service service, Collection<Upstream> tried) {
        var choice = choice(service, tried);
        if (choice.size() == 1) {
            return choice.getFirst();
        }
        var chance = ThreadLocalRandom.current();
        int one = chance.nextInt(choice.size());
        int other = (one + 1 + chance.nextInt(choice.size() - 1)) % choice.size();
        return choice.get(one).pending() <= choice.get(other).pending()
                ? choice.get(one)
                : choice.get(other);
    }

    /**
     * Where the next try goes of what had better be together, as the connections of one room: the
     * same instance for the same key while it serves (rendezvous hashing, so that the others stay
     * where they are when it goes).
     */
    Upstream pick(Service service, Collection<Upstream> tried, String key) {
        return choice(service, tried).stream()
                .max(Comparator.comparingLong(upstream -> weight(key, upstream)))
                .orElseThrow();
    }

    /** Counts a request that was tried once more. */
    void repeated(Service service, String reason) {
        meters.counter(
                        "greenroom.gateway.repeated",
                        "service",
                        service.serviceName(),
                        "reason",
                        reason)
                .increment();
    }

    private List<Upstream> choice(Service service, Collection<Upstream> tried) {
        var all = of(service);
        var fresh = all.stream().filter(upstream -> !tried.contains(upstream)).toList();
        var left = fresh.isEmpty() ? all : fresh;
        var serving = left.stream().filter(Upstream::isServing).toList();
        return serving.isEmpty() ? left : serving;
    }

    private static long weight(String key, Upstream upstream) {
        return new SplittableRandom(((long) key.hashCode() << Byte.SIZE) + upstream.number())
                .nextLong();
    }

    private void measure(Upstream upstream) {
        Gauge.builder("greenroom.gateway.upstream.serving", upstream, u -> u.isServing() ? 1 : 0)
                .description("Whether an instance gets requests")
                .tag("service", upstream.service().serviceName())
                .tag("instance", String.valueOf(upstream.number()))
                .strongReference(true)
                .register(meters);
        Gauge.builder("greenroom.gateway.upstream.pending", upstream, Upstream::pending)
                .description("Requests, streams and rooms under way at an instance")
                .tag("service", upstream.service().serviceName())
                .tag("instance", String.valueOf(upstream.number()))
                .strongReference(true)
                .register(meters);
    }
}
