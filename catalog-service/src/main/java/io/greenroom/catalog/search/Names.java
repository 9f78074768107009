package io.greenroom.catalog.search;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Numbers the names of topics or companies, so that they can be counted quickly. */
final class Names {
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> names = new CopyOnWriteArrayList<>();

    synchronized int[] numbers(List<String> some) {
        return some.stream()
                .mapToInt(
                        name -> {
                            var known = numbers.get(name);
                            if (known != null) {
                                return known;
                            }
                            names.add(name);
                            numbers.put(name, names.size() - 1);
                            return names.size() - 1;
                        })
                .toArray();
    }

    /** The number of a name, or -1 when no question has it. */
    int number(String name) {
        return numbers.getOrDefault(name, -1);
    }

    String name(int number) {
        return names.get(number);
    }

    int size() {
        return names.size();
    }
}
