package io.greenroom.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.local.bench.SubmissionLoad;
import io.greenroom.local.process.RunningProcesses;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {BenchSearchCommand.class, BenchRoomsCommand.class, BenchCostsCommand.class},
        description = {
            "Measures the first start, the training, a warm start, the memory of each process and"
                    + " the",
            "time from submission to grade, on an installation of its own that is deleted"
                    + " afterwards.",
            "Takes several minutes. Nothing else should run on the machine meanwhile.",
            "",
            "bench search compares the search with raw SQL instead, bench rooms measures live"
                    + " rooms",
            "under load."
        })
final class BenchCommand implements Callable<Integer> {

    private static final double MEBIBYTE = 1024.0 * 1024.0;

    @Mixin private OwnInstallationOptions options = new OwnInstallationOptions();

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
        OwnInstallation own = new OwnInstallation(context, "bench", options.offset());
        options.bringUpToDate(context, progress);
        own.remove();
        try {
            progress.line("bench", "first start, nothing unpacked");
            double cold = seconds(() -> own.require("up", "--detach", "--no-build"));
            progress.line("bench", "training");
            double training = seconds(() -> own.require("train"));
            own.require("down");
            progress.line("bench", "warm start");
            double warm = seconds(() -> own.require("up", "--detach", "--no-build"));
            JsonNode status = own.status();
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
            memory(progress, own.status());
            say(progress, "submitted to graded, 1/s   %s", text(one));
            say(progress, "submitted to graded, 20/s  %s", text(twenty));
            return one.failed() + twenty.failed() == 0 ? 0 : Greenroom.FAILED;
        } finally {
            if (!keep) {
                own.remove();
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

    private static double seconds(Step step) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }
}
