package io.greenroom.local.service;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How many instances of each service run; one where nothing else is said. */
public record Replicas(Map<SuiteService, Integer> numbers) {

    /** The instances' ports are ten apart; with more they would meet Keycloak's. */
    private static final int MOST = 9;

    public static final Replicas ONE_EACH = new Replicas(Map.of());

    public Replicas {
        Map<SuiteService, Integer> copy = new EnumMap<>(SuiteService.class);
        for (SuiteService service : SuiteService.values()) {
            int number = numbers.getOrDefault(service, 1);
            if (number < 1 || number > MOST) {
                throw new IllegalArgumentException(
                        "There can be 1 to "
                                + MOST
                                + " replicas of "
                                + service.module()
                                + ", not "
                                + number
                                + ".");
            }
            if (service == SuiteService.GATEWAY && number > 1) {
                throw new IllegalArgumentException(
                        "There is one gateway: browsers know one address, and no balancer stands"
                                + " before it on this machine.");
            }
            copy.put(service, number);
        }
        numbers = Map.copyOf(copy);
    }

    /** From names of modules, as an option or a record on disk has them. */
    public static Replicas ofModules(Map<String, Integer> modules) {
        Map<SuiteService, Integer> numbers = new EnumMap<>(SuiteService.class);
        modules.forEach(
                (module, number) ->
                        numbers.put(
                                SuiteService.ofModule(module)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "\""
                                                                        + module
                                                                        + "\" is none of the"
                                                                        + " services "
                                                                        + SuiteService.modules()
                                                                        + ".")),
                                number));
        return new Replicas(numbers);
    }

    public int of(SuiteService service) {
        return numbers.getOrDefault(service, 1);
    }

    /** The form in which a running stack's replicas are written down. */
    public Map<String, Integer> asMap() {
        Map<String, Integer> map = new TreeMap<>();
        numbers.forEach((service, number) -> map.put(service.module(), number));
        return map;
    }
}
