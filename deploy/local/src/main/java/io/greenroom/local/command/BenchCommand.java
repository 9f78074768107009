package io.greenroom.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.bench.SubmissionLoad;
import io.greenroom.local.build.MavenBuild;
import io.greenroom.local.home.Archive;
import io.greenroom.local.process.RunningProcesses;
import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = BenchSearchCommand.class,
        description = {
            "Measures the first start, the training, a warm start, the memory of each process and"
                    + " the",
            "time from submission to grade, on an installation of its own that is deleted"
                    + " afterwards.",
            "Takes several minutes. Nothing else should run on the machine meanwhile.",
            "",
            "bench search compares the search with raw SQL instead."
        })
final class BenchCommand implements Callable<Integer> {

    private static final double MEBIBYTE = 1024.0 * 1024.0;

    @Option(
            names = "--ports-offset",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Where its ports are (default: ${DEFAULT-VALUE} above the standard ones).")
    private int offset;

    @Option(names = "--no-build", description = "Measure what is built, however old.")
    private boolean noBuild;

    @Option(
            names = "--slow",
            paramLabel = "N",
            defaultValue = "60",
            description = "Submissions at 1 a second (default ${DEFAULT-VALUE}).")
    private int slow;

    @Option(
            names = "--fast",
            paramLabel = "N",
            defaultValue = "400",
            description = "Submissions at 20 a second (default ${DEFAULT-VALUE}).")
    private int fast;

    @Option(names = "--keep", description = "Leave the installation running and on disk.")
    private boolean keep;

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException {
        Context context = Context.ofThisProcess();
        context.home().create();
        Progress progress = new Progress(System.out);
        Path place = context.home().state().resolve("bench");
        if (!noBuild) {
            new MavenBuild(context.home(), context.maven(), progress)
                    .bringUpToDate(SuiteService.modules());
        }
        greenroom(context, place, "down");
        Archive.delete(place);
        try {
            progress.line("bench", "first start, nothing unpacked");
            double cold = seconds(() -> require(context, place, "up", "--detach", "--no-build"));
            progress.line("bench", "training");
            double training = seconds(() -> require(context, place, "train"));
            require(context, place, "down");
            progress.line("bench", "warm start");
            double warm = seconds(() -> require(context, place, "up", "--detach", "--no-build"));
            JsonNode status = status(context, place);
            SubmissionLoad load =
                    new SubmissionLoad(
                            status.path("gateway").asText(), status.path("issuer").asText());
            // A few first, so that the figures are those of a running system.
            load.run(5, 20);
            progress.line("bench", slow + " submissions at 1/s");
            SubmissionLoad.Result one = load.run(1, slow);
            progress.line("bench", fast + " submissions at 20/s");
            SubmissionLoad.Result twenty = load.run(20, fast);
            progress.plain("");
            say(
                    progress,
                    "first start to ready    %.1f s (built, nothing unpacked, no caches)",
                    cold);
            say(
                    progress,
                    "training, once          %.1f s (in the background of the first start)",
                    training);
            say(progress, "warm start to ready     %.1f s", warm);
            memory(progress, status(context, place));
            say(progress, "submitted to graded, 1/s   %s", text(one));
            say(progress, "submitted to graded, 20/s  %s", text(twenty));
            return one.failed() + twenty.failed() == 0 ? 0 : Greenroom.FAILED;
        } finally {
            if (!keep) {
                greenroom(context, place, "down");
                Archive.delete(place);
            }
        }
    }

    private static String text(SubmissionLoad.Result result) {
        return result.latencies()
                + String.format(
                        Locale.ROOT,
                        "  (%d graded, %d not graded, %d failed)",
                        result.graded(),
                        result.notGraded(),
                        result.failed());
    }

    private static void memory(Progress progress, JsonNode status) {
        double total = 0;
        for (JsonNode service : status.path("services")) {
            double mebibytes =
                    RunningProcesses.residentBytes(service.path("pid").asLong()).orElse(0)
                            / MEBIBYTE;
            total += mebibytes;
            say(progress, "memory %-16s %5.0f MiB", service.path("name").asText(), mebibytes);
        }
        say(progress, "memory %-16s %5.0f MiB", "together", total);
    }

    private static void say(Progress progress, String format, Object... values) {
        progress.plain(String.format(Locale.ROOT, format, values));
    }

    private JsonNode status(Context context, Path place) throws IOException, InterruptedException {
        Process status =
                builder(context, place, "status", "--json")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String json = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        status.waitFor();
        return new ObjectMapper().readTree(json);
    }

    private void require(Context context, Path place, String... arguments)
            throws IOException, InterruptedException {
        if (greenroom(context, place, arguments) != 0) {
            throw new IOException("./greenroom " + String.join(" ", arguments) + " failed");
        }
    }

    private int greenroom(Context context, Path place, String... arguments)
            throws IOException, InterruptedException {
        return builder(context, place, arguments).inheritIO().start().waitFor();
    }

    /** Through the script, as a person would: its time counts too. */
    private ProcessBuilder builder(Context context, Path place, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(context.home().repository().resolve("greenroom").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("GREENROOM_STATE_DIR", place.resolve("state").toString());
        builder.environment().put("GREENROOM_CACHE_DIR", place.resolve("cache").toString());
        builder.environment().put("GREENROOM_PORTS_OFFSET", String.valueOf(offset));
        // Training is measured by itself, not in the background of what is measured.
        builder.environment().put("CI", "true");
        return builder;
    }

    private static double seconds(Step step) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }
}
