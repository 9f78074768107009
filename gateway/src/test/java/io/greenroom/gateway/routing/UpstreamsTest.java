package io.greenroom.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamsTest {
    private final Upstreams upstreams = upstreams();
    private final List<Upstream> three = upstreams.of(Service.SESSION);

    @Test
    void takesTheLessBusyOfTwo() {
        three.get(0).begin();
        three.get(1).begin();
        three.get(1).lost();

        assertThat(IntStream.range(0, 50).mapToObj(i -> upstreams.pick(Service.SESSION, List.of())))
                .containsOnly(three.get(2));
    }

    @Test
    void goesWhereItHasNotBeen() {
        assertThat(upstreams.pick(Service.SESSION, three.subList(0, 2))).isSameAs(three.get(2));
    }

    @Test
    void triesSomebodyWhenNobodyServes() {
        three.forEach(Upstream::lost);

        assertThat(upstreams.pick(Service.SESSION, List.of())).isIn(three);
    }

    @Test
    void neverGivesUpTheOnlyAddress() {
        var only = upstreams.of(Service.CATALOG).getFirst();

        only.lost();

        assertThat(only.isServing()).isTrue();
        assertThat(upstreams.tries(Service.CATALOG)).isEqualTo(2);
    }

    @Test
    void givesUpWhoIsSilentThreeTimesInARow() {
        var one = three.getFirst();
        one.silent();
        one.silent();
        one.found();
        one.silent();
        one.silent();
        assertThat(one.isServing()).isTrue();

        one.silent();

        assertThat(one.isServing()).isFalse();
    }

    @Test
    void movesOnlyTheRoomsOfTheInstanceThatWent() {
        var rooms = IntStream.range(0, 200).mapToObj(i -> "/api/sessions/" + i + "/room").toList();
        var before = rooms.stream().map(this::placeOf).toList();
        assertThat(new HashSet<>(before)).hasSize(3);

        three.get(1).lost();

        for (int i = 0; i < rooms.size(); i++) {
            if (before.get(i) == three.get(1)) {
                assertThat(placeOf(rooms.get(i))).isNotSameAs(three.get(1));
            } else {
                assertThat(placeOf(rooms.get(i))).isSameAs(before.get(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/practice/attempts,true",
        "/api/practice/attempts/7/submission,true",
        "/api/sessions,true",
        "/api/practice/attempts/7/appeal,false",
        "/api/sessions/7/release,false"
    })
    void knowsWhereKeysCount(String path, boolean counts) {
        assertThat(Service.knowsKeys(path)).isEqualTo(counts);
    }

    private Upstream placeOf(String room) {
        return upstreams.pick(Service.SESSION, List.of(), room);
    }

    private static Upstreams upstreams() {
        var config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(RoutingConfig.class)
                        .withDefaultValues(
                                Map.of(
                                        "greenroom.routing.catalog-url", "http://c",
                                        "greenroom.routing.session-url",
                                                "http://a:1,http://a:2,http://a:3",
                                        "greenroom.routing.grading-url", "http://g"))
                        .build()
                        .getConfigMapping(RoutingConfig.class);
        return new Upstreams(config, new SimpleMeterRegistry());
    }
}
