package io.greenroom.local.stack;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.RunRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code status --json} prints; scripts rely on exactly these fields.
 *
 * @param gateway the address for the browser
 * @param issuer the OpenID issuer
 * @param services every part of the stack, infrastructure included
 * @param ready whether all of them serve
 */
@JsonPropertyOrder({"gateway", "issuer", "services", "ready"})
public record StackStatus(String gateway, String issuer, List<Service> services, boolean ready) {

    /**
     * One part.
     *
     * @param pid null when there is no process
     * @param health {@code up}, {@code starting} or {@code down}
     */
    @JsonPropertyOrder({"name", "pid", "health", "port"})
    public record Service(String name, @Nullable Long pid, String health, int port) {}

    public StackStatus {
        services = List.copyOf(services);
    }

    public static StackStatus of(Stack stack) {
        Map<Part, Health> health = stack.health();
        List<Service> services =
                stack.parts().stream()
                        .map(
                                part ->
                                        new Service(
                                                part.name(),
                                                stack.running(part)
                                                        .map(RunRecord::pid)
                                                        .orElse(null),
                                                health.getOrDefault(part, Health.DOWN).word(),
                                                stack.portOf(part)))
                        .toList();
        boolean ready = health.values().stream().allMatch(one -> one == Health.UP);
        return new StackStatus(publicOrigin(stack.ports()), issuer(stack.ports()), services, ready);
    }

    public static String publicOrigin(Ports ports) {
        return "http://localhost:" + ports.of(Port.GATEWAY);
    }

    public static String issuer(Ports ports) {
        return "http://localhost:" + ports.of(Port.KEYCLOAK) + "/realms/greenroom";
    }
}
