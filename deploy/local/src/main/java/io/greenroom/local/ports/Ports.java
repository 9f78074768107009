package io.greenroom.local.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The port number of every {@link Port}; all different, all between 1 and 65535. */
public record Ports(Map<Port, Integer> numbers) {

    /** Moves all ports by the same amount, so that two stacks can run side by side. */
    public static final String OFFSET_VARIABLE = "GREENROOM_PORTS_OFFSET";

    /** Services stand side by side, so their instances cannot. */
    private static final int INSTANCE_STEP = 10;

    public Ports {
        Map<Port, Integer> copy = new EnumMap<>(Port.class);
        Map<Integer, Port> seen = new HashMap<>();
        for (Port port : Port.values()) {
            Integer number = numbers.get(port);
            if (number == null || number < 1 || number > 65535) {
                throw new IllegalArgumentException(
                        "The "
                                + port.key()
                                + " port must be between 1 and 65535, not "
                                + number
                                + ".");
            }
            Port other = seen.put(number, port);
            if (other != null) {
                throw new IllegalArgumentException(
                        "Port "
                                + number
                                + " is given to both "
                                + other.key()
                                + " and "
                                + port.key()
                                + ".");
            }
            copy.put(port, number);
        }
        numbers = Map.copyOf(copy);
    }

    public static Ports standard() {
        return choose(Map.of(), null, Map.of());
    }

    /**
     * Ports that nothing listens on just now. Each is held until the last is found: the system may
     * give one that is free again to the next who asks.
     */
    public static Ports free() throws IOException {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Port port : Port.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                held.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return new Ports(numbers);
    }

    /**
     * Options win over the environment; a port named by itself wins over the offset, which moves
     * the others.
     *
     * @param options ports given on the command line
     * @param offset {@code --ports-offset}, or null
     * @param environment the process's environment
     */
    public static Ports choose(
            Map<Port, Integer> options,
            @org.jspecify.annotations.Nullable Integer offset,
            Map<String, String> environment) {
        String shared = environment.getOrDefault(OFFSET_VARIABLE, "");
        int shift = offset != null ? offset : shared.isBlank() ? 0 : parse(OFFSET_VARIABLE, shared);
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            Integer option = options.get(port);
            String variable = environment.getOrDefault(port.variable(), "");
            if (option != null) {
                numbers.put(port, option);
            } else if (!variable.isBlank()) {
                numbers.put(port, parse(port.variable(), variable));
            } else {
                numbers.put(port, port.standard() + shift);
            }
        }
        return new Ports(numbers);
    }

    /** Whether the caller asked for particular ports at all. */
    public static boolean isChosen(
            Map<Port, Integer> options,
            @org.jspecify.annotations.Nullable Integer offset,
            Map<String, String> environment) {
        if (!options.isEmpty() || offset != null) {
            return true;
        }
        if (!environment.getOrDefault(OFFSET_VARIABLE, "").isBlank()) {
            return true;
        }
        for (Port port : Port.values()) {
            if (!environment.getOrDefault(port.variable(), "").isBlank()) {
                return true;
            }
        }
        return false;
    }

    public int of(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException("No number for " + port);
        }
        return number;
    }

    /** That of one of several instances, counted from 1; the first has the port itself. */
    public int of(Port port, int instance) {
        return of(port) + INSTANCE_STEP * (instance - 1);
    }

    /** The form in which a running stack's ports are written down. */
    public Map<String, Integer> asMap() {
        Map<String, Integer> map = new TreeMap<>();
        numbers.forEach((port, number) -> map.put(port.key(), number));
        return map;
    }

    /** Reads {@link #asMap()}; a port that an older launcher did not know gets its default. */
    public static Ports fromMap(Map<String, Integer> map) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, map.getOrDefault(port.key(), port.standard()));
        }
        return new Ports(numbers);
    }

    private static int parse(String variable, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    variable + " must be a whole number, not \"" + text + "\".", e);
        }
    }
}
