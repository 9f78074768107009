package io.greenroom.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.local.bench.RequestLoad;
import io.greenroom.local.bench.SubmissionLoad;
import io.greenroom.local.process.RunningProcesses;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "costs",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what one request, search, autosave and answer cost each process, and what an"
                    + " answer",
            "takes on disk, on an installation of its own that is deleted afterwards: the inputs"
                    + " of",
            "./greenroom capacity. Nothing else should run on the machine."
        })
final class BenchCostsCommand implements Callable<Integer> {

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How long requests of each kind are sent, after twice as long that does not"
                            + " count (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--answers",
            paramLabel = "N",
            defaultValue = "60",
            description = "Answers to be graded (default ${DEFAULT-VALUE}).")
    private int answers;

    @Mixin private OwnInstallationOptions options = new OwnInstallationOptions();

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException, SQLException {
        Context context = Context.ofThisProcess();
        context.home().create();
        options.bringUpToDate(context, new Progress(System.err));
        OwnInstallation own =
                OwnInstallation.sharingCaches(context, "bench-costs", options.offset());
        own.remove();
        try {
            // One person stands for many.
            own.set("GREENROOM_LIMITS_USER_REQUESTS_PER_SECOND", "100000");
            own.set("GREENROOM_LIMITS_USER_BURST", "100000");
            own.require("up", "--detach", "--no-build");
            JsonNode status = own.status();
            String gateway = status.path("gateway").asText();
            SubmissionLoad people = new SubmissionLoad(gateway, status.path("issuer").asText());
            RequestLoad requests = new RequestLoad(people);
            Duration time = Duration.ofSeconds(seconds);
            Duration before = time.multipliedBy(2);
            // First some of everything, so that what is measured is compiled.
            requests.reads(before);
            requests.searches(before);
            requests.autosaves(before);
            answer(people);
            measure(own, "read", () -> requests.reads(time));
            measure(own, "search", () -> requests.searches(time));
            measure(own, "autosave", () -> requests.autosaves(time));
            Map<String, Long> sizes = own.databaseSizes();
            measure(own, "answer", () -> answer(people));
            own.databaseSizes()
                    .forEach(
                            (database, after) ->
                                    say(
                                            "size.answer.%s=%d",
                                            database,
                                            (after - sizes.getOrDefault(database, 0L)) / answers));
            return 0;
        } finally {
            own.remove();
        }
    }

    /** So seldom that none waits for another, and each is paid for where it is counted. */
    private int answer(SubmissionLoad people) throws IOException, InterruptedException {
        SubmissionLoad.Result result = people.run(1, answers);
        if (result.failed() > 0) {
            throw new IOException(
                    result.failed() + " answers had no end within a minute: costs are not known");
        }
        return answers;
    }

    private void measure(OwnInstallation own, String what, Step step)
            throws IOException, InterruptedException {
        Map<String, Double> before = cpu(own);
        long begin = System.nanoTime();
        int count = step.run();
        double took = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> after = cpu(own);
        say("# %s: %d in %.1f s", what, count, took);
        after.forEach(
                (part, cpu) ->
                        say(
                                "cost.%s.%s=%.3f",
                                what, part, (cpu - before.getOrDefault(part, 0.0)) * 1000 / count));
    }

    private static Map<String, Double> cpu(OwnInstallation own)
            throws IOException, InterruptedException {
        Map<String, Double> seconds = new TreeMap<>();
        for (JsonNode part : own.status().path("services")) {
            seconds.put(
                    part.path("name").asText().replace("-service", ""),
                    RunningProcesses.cpuSeconds(part.path("pid").asLong()));
        }
        return seconds;
    }

    private void say(String format, Object... values) {
        progress.plain(String.format(Locale.ROOT, format, values));
    }

    private interface Step {
        /** Returns how often it was done. */
        int run() throws IOException, InterruptedException;
    }
}
