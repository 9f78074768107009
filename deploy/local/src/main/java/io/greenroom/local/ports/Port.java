package io.greenroom.local.ports;

import java.util.Locale;

/** Every port that the local stack listens on, with its default and the way to change it. */
public enum Port {
    GATEWAY(8080),
    CATALOG(8081),
    SESSION(8082),
    GRADING(8083),
    KEYCLOAK(8180),
    POSTGRES(15432),
    KAFKA(19092),
    KAFKA_CONTROLLER(19093),
    MAILBOX(8025),
    MAILBOX_SMTP(1025);

    private final int standard;

    Port(int standard) {
        this.standard = standard;
    }

    public int standard() {
        return standard;
    }

    /** The environment variable that moves this port, such as {@code GREENROOM_GATEWAY_PORT}. */
    public String variable() {
        return "GREENROOM_" + name() + "_PORT";
    }

    /** The option of {@code up} that moves this port, such as {@code --port-gateway}. */
    public String option() {
        return "--port-" + key();
    }

    /** The name in files and options, such as {@code kafka-controller}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
