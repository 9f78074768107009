package io.greenroom.local.command;

import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.kafka.KafkaPart;
import io.greenroom.local.keycloak.KeycloakPart;
import io.greenroom.local.mailbox.MailboxPart;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.process.RunRecords;
import io.greenroom.local.service.Replicas;
import io.greenroom.local.service.ServicePart;
import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a command runs: the installation and the environment it was called in. */
record Context(Home home, Map<String, String> environment) {

    Context {
        environment = Map.copyOf(environment);
    }

    static Context ofThisProcess() {
        String repository = System.getProperty("greenroom.repository", ".");
        Map<String, String> environment = System.getenv();
        return new Context(Home.of(Path.of(repository), environment), environment);
    }

    /** The ports of the last start, or the standard ones. */
    Ports lastPorts() {
        return new RunRecords(home.run())
                .ports()
                .map(Ports::fromMap)
                .orElseGet(() -> Ports.choose(Map.of(), null, environment));
    }

    /** The replicas of the last start, or one of each service. */
    Replicas lastReplicas() {
        return new RunRecords(home.run())
                .replicas()
                .map(Replicas::ofModules)
                .orElse(Replicas.ONE_EACH);
    }

    Stack infrastructure(Ports ports, Progress progress) {
        return new Stack(home, ports, infrastructureParts(ports), progress);
    }

    Stack everything(Ports ports, Progress progress) {
        return without(Set.of(), ports, lastReplicas(), progress);
    }

    /** Everything but some services, which then are not looked at at all. */
    Stack without(Set<String> services, Ports ports, Replicas replicas, Progress progress) {
        List<Part> parts = new ArrayList<>(infrastructureParts(ports));
        Secrets secrets = Secrets.in(home);
        for (SuiteService service : SuiteService.values()) {
            if (services.contains(service.module())) {
                continue;
            }
            for (int instance = 1; instance <= replicas.of(service); instance++) {
                parts.add(
                        new ServicePart(
                                service,
                                instance,
                                replicas,
                                home,
                                ports,
                                secrets,
                                environment,
                                classCaches()));
            }
        }
        return new Stack(home, ports, parts, progress);
    }

    /** {@code GREENROOM_AOT=off} switches the caches off: neither made nor used. */
    ClassCache.Mode classCaches() {
        return environment.getOrDefault("GREENROOM_AOT", "").equals("off")
                ? ClassCache.Mode.OFF
                : ClassCache.Mode.USE;
    }

    /** {@code GREENROOM_WAL_ARCHIVE} is a directory that collects the log of the databases. */
    PostgresPart postgres(Ports ports) {
        String archive = environment.getOrDefault("GREENROOM_WAL_ARCHIVE", "");
        return new PostgresPart(
                home,
                ports,
                Secrets.in(home),
                archive.isBlank() ? Map.of() : PostgresPart.archivingTo(given(Path.of(archive))));
    }

    /** A path as somebody gave it, from where they called {@code ./greenroom}. */
    Path given(Path path) {
        return Path.of(environment.getOrDefault("GREENROOM_CALLED_IN", ""))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
    }

    String maven() {
        return environment.getOrDefault("GREENROOM_MVN", "mvn");
    }

    private List<Part> infrastructureParts(Ports ports) {
        Secrets secrets = Secrets.in(home);
        return List.of(
                postgres(ports),
                new KafkaPart(home, ports, classCaches()),
                new KeycloakPart(home, ports, secrets),
                new MailboxPart(home, ports));
    }
}
