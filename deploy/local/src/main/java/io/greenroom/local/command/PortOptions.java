package io.greenroom.local.command;

import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that move the ports. Without them the environment and then the defaults count. */
final class PortOptions {

    @Option(
            names = "--ports-offset",
            paramLabel = "N",
            description = "Add N to every port (GREENROOM_PORTS_OFFSET).")
    private @Nullable Integer offset;

    @Option(names = "--port-gateway", paramLabel = "N", description = "Default 8080.")
    private @Nullable Integer gateway;

    @Option(names = "--port-catalog", paramLabel = "N", description = "Default 8081.")
    private @Nullable Integer catalog;

    @Option(names = "--port-session", paramLabel = "N", description = "Default 8082.")
    private @Nullable Integer session;

    @Option(names = "--port-grading", paramLabel = "N", description = "Default 8083.")
    private @Nullable Integer grading;

    @Option(names = "--port-keycloak", paramLabel = "N", description = "Default 8180.")
    private @Nullable Integer keycloak;

    @Option(names = "--port-postgres", paramLabel = "N", description = "Default 15432.")
    private @Nullable Integer postgres;

    @Option(names = "--port-kafka", paramLabel = "N", description = "Default 19092.")
    private @Nullable Integer kafka;

    @Option(names = "--port-kafka-controller", paramLabel = "N", description = "Default 19093.")
    private @Nullable Integer kafkaController;

    @Option(names = "--port-mailbox", paramLabel = "N", description = "Default 8025.")
    private @Nullable Integer mailbox;

    @Option(
            names = "--port-mailbox-smtp",
            paramLabel = "N",
            description = {
                "Default 1025.",
                "Each can be set in the environment too, as GREENROOM_GATEWAY_PORT and so on."
            })
    private @Nullable Integer mailboxSmtp;

    Ports choose(Map<String, String> environment) {
        return Ports.choose(given(), offset, environment);
    }

    boolean isChosen(Map<String, String> environment) {
        return Ports.isChosen(given(), offset, environment);
    }

    private Map<Port, Integer> given() {
        Map<Port, Integer> given = new EnumMap<>(Port.class);
        put(given, Port.GATEWAY, gateway);
        put(given, Port.CATALOG, catalog);
        put(given, Port.SESSION, session);
        put(given, Port.GRADING, grading);
        put(given, Port.KEYCLOAK, keycloak);
        put(given, Port.POSTGRES, postgres);
        put(given, Port.KAFKA, kafka);
        put(given, Port.KAFKA_CONTROLLER, kafkaController);
        put(given, Port.MAILBOX, mailbox);
        put(given, Port.MAILBOX_SMTP, mailboxSmtp);
        return given;
    }

    private static void put(Map<Port, Integer> given, Port port, @Nullable Integer number) {
        if (number != null) {
            given.put(port, number);
        }
    }
}
