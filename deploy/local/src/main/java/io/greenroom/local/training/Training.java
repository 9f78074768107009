package io.greenroom.local.training;

import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.kafka.KafkaPart;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.process.Launch;
import io.greenroom.local.process.LogTail;
import io.greenroom.local.process.ProcessIdentity;
import io.greenroom.local.process.RunRecord;
import io.greenroom.local.process.RunRecords;
import io.greenroom.local.process.Spawner;
import io.greenroom.local.process.Stopper;
import io.greenroom.local.service.Replicas;
import io.greenroom.local.service.ServicePart;
import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.HttpProbe;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StackStatus;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the {@link ClassCache} of every program that has none. Each runs once on a throw-away
 * PostgreSQL and broker of its own, one after the other, so that neither the real data nor the real
 * consumers notice; only the issuer is the real one.
 */
public final class Training {

    private static final String NAME = "training";

    /** Pages that make a service load what answering needs; most answer 401, and that is enough. */
    private static final List<String> EXERCISE =
            List.of(
                    "/q/health",
                    "/q/metrics",
                    "/q/openapi",
                    "/",
                    "/api/me",
                    "/api/catalog/questions",
                    "/api/practice/attempts",
                    "/api/grading/graders");

    private final Home home;
    private final Home scratch;
    private final Map<String, String> environment;
    private final Progress progress;

    public Training(Home home, Map<String, String> environment, Progress progress) {
        this.home = home;
        this.scratch = scratchOf(home);
        this.environment = Map.copyOf(environment);
        this.progress = progress;
    }

    /** Whether any program still lacks its cache. */
    public boolean isWorthwhile() {
        Secrets none = Secrets.in(home);
        Ports ports = Ports.standard();
        return !new KafkaPart(home, ports, ClassCache.Mode.USE).classCache().isWhole()
                || Stream.of(SuiteService.values())
                        .anyMatch(
                                service ->
                                        !new ServicePart(
                                                        service,
                                                        1,
                                                        Replicas.ONE_EACH,
                                                        home,
                                                        ports,
                                                        none,
                                                        environment,
                                                        ClassCache.Mode.USE)
                                                .classCache()
                                                .isWhole());
    }

    public boolean isRunning() {
        return new RunRecords(home.run()).findAlive(NAME).isPresent();
    }

    /** Starts another launcher that does the work, at the lowest priority. */
    public boolean startInTheBackground() {
        end(home);
        Launch launch =
                new Launch(
                        List.of(
                                "nice",
                                "-n",
                                "19",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                        List.of(),
                        List.of(
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dgreenroom.repository=" + home.repository(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.greenroom.local.command.Greenroom",
                                "train"),
                        Map.of(),
                        home.repository());
        try {
            Process process = Spawner.spawn(launch, home.log(NAME));
            Optional<ProcessIdentity> identity = ProcessIdentity.of(process.pid());
            identity.ifPresent(
                    found ->
                            new RunRecords(home.run())
                                    .save(
                                            new RunRecord(
                                                    NAME, found.pid(), found.start(), "", true)));
            return identity.isPresent();
        } catch (IOException e) {
            // Quick starts are a comfort: without nice(1) there is none, and nothing is lost.
            return false;
        }
    }

    /** Trains whatever has no cache. */
    public void run() throws StartFailure, IOException {
        Ports real =
                new RunRecords(home.run()).ports().map(Ports::fromMap).orElse(Ports.standard());
        if (!HttpProbe.isOk(
                "http://127.0.0.1:"
                        + real.of(Port.KEYCLOAK)
                        + "/realms/greenroom/.well-known/openid-configuration")) {
            throw new StartFailure(
                    NAME,
                    "needs a running Keycloak at " + StackStatus.issuer(real),
                    "Start Greenroom first: ./greenroom up --detach");
        }
        Archive.delete(scratch.state());
        scratch.create();
        Ports ports = freePorts(real);
        Secrets secrets = Secrets.in(scratch);
        KafkaPart kafka = new KafkaPart(scratch, ports, mode(brokerCache()));
        kafka.classCache().prepare();
        Stack base =
                new Stack(
                        scratch,
                        ports,
                        List.of(new PostgresPart(scratch, ports, secrets), kafka),
                        progress);
        try {
            base.start();
            for (SuiteService service : SuiteService.values()) {
                train(service, ports, secrets);
            }
        } finally {
            base.stop();
            adopt("kafka", brokerCache());
            Archive.delete(scratch.state());
        }
        progress.line(NAME, "done");
    }

    /** Stops a training run wherever it is; its work so far that is whole is kept. */
    public static void end(Home home) {
        RunRecords records = new RunRecords(home.run());
        records.findAlive(NAME)
                .ifPresent(
                        running ->
                                Stopper.stop(
                                        running.identity(), Stopper.Signal.TERM, Duration.ZERO));
        records.remove(NAME);
        Home scratch = scratchOf(home);
        RunRecords orphans = new RunRecords(scratch.run());
        Stream.concat(Stream.of(KafkaPart.NAME, PostgresPart.NAME), SuiteService.modules().stream())
                .flatMap(part -> orphans.findAlive(part).stream())
                // Nothing in there is worth a polite end.
                .forEach(
                        orphan ->
                                Stopper.stop(orphan.identity(), Stopper.Signal.INT, Duration.ZERO));
        try {
            Archive.delete(scratch.state());
        } catch (IOException e) {
            // A killed process may still write for a moment; the next training deletes it first.
            return;
        }
    }

    private void train(SuiteService service, Ports ports, Secrets secrets) throws IOException {
        ServicePart part =
                new ServicePart(
                        service,
                        1,
                        Replicas.ONE_EACH,
                        scratch,
                        ports,
                        secrets,
                        environment,
                        ClassCache.Mode.TRAIN);
        ClassCache cache = part.classCache();
        if (cache.isWhole()) {
            return;
        }
        cache.prepare();
        Stack one = new Stack(scratch, ports, List.of(part), progress);
        try {
            one.start();
            for (String path : EXERCISE) {
                boolean ok = HttpProbe.isOk("http://127.0.0.1:" + ports.of(service.port()) + path);
                progress.line(NAME, service.module() + " " + path + (ok ? " 200" : ""));
            }
        } catch (StartFailure e) {
            progress.line(NAME, service.module() + " cannot be trained: " + e.getMessage());
            e.logTail().forEach(line -> progress.plain("  | " + line));
        } finally {
            one.stop();
        }
        adopt(service.module(), cache);
    }

    private void adopt(String part, ClassCache cache) throws IOException {
        if (cache.adopt()) {
            progress.line(NAME, part + " has its class cache");
        } else if (!cache.isWhole()) {
            progress.line(NAME, part + " wrote no class cache; the end of its log:");
            LogTail.of(scratch.log(part), 20).forEach(line -> progress.plain("  | " + line));
        }
    }

    private ClassCache brokerCache() {
        return new KafkaPart(home, Ports.standard(), ClassCache.Mode.USE).classCache();
    }

    private static ClassCache.Mode mode(ClassCache cache) {
        return cache.isWhole() ? ClassCache.Mode.USE : ClassCache.Mode.TRAIN;
    }

    private static Home scratchOf(Home home) {
        return new Home(home.repository(), home.state().resolve(NAME), home.cache());
    }

    private static Ports freePorts(Ports real) throws IOException {
        Map<Port, Integer> numbers = new EnumMap<>(Ports.free().numbers());
        numbers.put(Port.KEYCLOAK, real.of(Port.KEYCLOAK));
        return new Ports(numbers);
    }
}
