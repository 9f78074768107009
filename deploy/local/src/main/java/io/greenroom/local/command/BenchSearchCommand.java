package io.greenroom.local.command;

import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the search with raw SQL among made-up questions, on a PostgreSQL of its own",
            "that is deleted afterwards: the same results, times and queries a second, and their",
            "ratios. Judges nothing. Takes some five minutes; nothing else should run meanwhile."
        })
final class BenchSearchCommand implements Callable<Integer> {

    private static final String MAIN = "io.greenroom.catalog.search.MeasureSearch";

    /** The index of 100,000 questions and what they mean, twice for a moment. */
    private static final String HEAP = "1536m";

    /** All of 100,000 questions stay in memory: raw SQL must not lose by reading files. */
    private static final Map<String, String> ROOMY =
            Map.of("shared_buffers", "512MB", "work_mem", "32MB", "max_wal_size", "4GB");

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many are made up (default ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "8",
            description = "How long each kind of query is run (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Mixin private OwnInstallationOptions options = new OwnInstallationOptions();

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException {
        Context context = Context.ofThisProcess();
        Progress progress = new Progress(System.err);
        Home home = context.home();
        Home own = new Home(home.repository(), home.state().resolve("bench-search"), home.cache());
        Ports ports = Ports.choose(Map.of(), options.offset(), Map.of());
        // One that was killed left its server behind.
        stack(own, ports, progress).stop();
        Archive.delete(own.state());
        own.create();
        Stack postgres = stack(own, ports, progress);
        // However this ends, by Ctrl-C too, nothing of it is left.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, own)));
        postgres.checkPorts();
        postgres.start();
        return new BuiltProgram(context, SuiteService.CATALOG, MAIN, HEAP)
                .run(
                        options.isBuildWanted(),
                        List.of(
                                home.repository().resolve("content").toString(),
                                String.valueOf(questions),
                                String.valueOf(seconds)),
                        database(own, ports));
    }

    private static Stack stack(Home own, Ports ports, Progress progress) {
        return new Stack(
                own,
                ports,
                List.of(new PostgresPart(own, ports, Secrets.in(own), ROOMY)),
                progress);
    }

    private static Map<String, String> database(Home own, Ports ports) {
        String name = SuiteService.CATALOG.database();
        return Map.of(
                "GREENROOM_DB_HOST",
                "127.0.0.1",
                "GREENROOM_DB_PORT",
                String.valueOf(ports.of(Port.POSTGRES)),
                "GREENROOM_DB_NAME",
                name,
                "GREENROOM_DB_USER",
                name,
                "GREENROOM_DB_PASSWORD",
                PostgresPart.password(Secrets.in(own), name));
    }

    private static void end(Stack postgres, Home own) {
        postgres.stop();
        try {
            Archive.delete(own.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
