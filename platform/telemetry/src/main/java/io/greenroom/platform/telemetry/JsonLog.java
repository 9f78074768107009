package io.greenroom.platform.telemetry;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Makes the console speak JSON where a machine reads it. Quarkus' own extension for that cannot be
 * had at this version, and only an extension could change the console's format before the first
 * line: those of the migration at start stay as they are.
 */
@Singleton
final class JsonLog {
    private final boolean on;
    private final JsonLines lines;

    @Inject
    JsonLog(
            @ConfigProperty(name = "greenroom.log.json") boolean on,
            @ConfigProperty(name = "greenroom.log.instance") String instance,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.on = on;
        this.lines = new JsonLines(service, instance);
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        if (on) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                speakJson(handler);
            }
        }
    }

    private void speakJson(Handler handler) {
        if (handler instanceof ConsoleHandler console) {
            console.setFormatter(lines);
        } else if (handler instanceof ExtHandler outer) {
            for (Handler inner : outer.getHandlers()) {
                speakJson(inner);
            }
        }
    }
}
