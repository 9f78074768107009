package io.greenroom.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.greenroom.local.process.RunningProcesses;
import io.greenroom.local.stack.HttpProbe;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StackStatus;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what runs, where, and whether it serves.",
            "Exit code 0 when everything is ready, 3 otherwise."
        })
final class StatusCommand implements Callable<Integer> {

    private static final double MEBIBYTE = 1024.0 * 1024.0;
    private static final Pattern DEAD_LETTERS =
            Pattern.compile("(?m)^greenroom_dead_letters_undecided(?:\\{[^}]*})? ([0-9.E]+)$");

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Context context = Context.ofThisProcess();
        context.home().create();
        StackStatus status =
                StackStatus.of(context.everything(context.lastPorts(), Progress.silent()));
        if (json) {
            System.out.println(
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(status));
        } else {
            table(status);
        }
        return status.ready() ? 0 : Greenroom.NOT_READY;
    }

    private static void table(StackStatus status) {
        System.out.printf("%-16s %-9s %8s %6s %10s%n", "part", "health", "pid", "port", "memory");
        double total = 0;
        for (StackStatus.Service service : status.services()) {
            Long pid = service.pid();
            OptionalLong bytes =
                    pid == null ? OptionalLong.empty() : RunningProcesses.residentBytes(pid);
            double mebibytes = bytes.orElse(0) / MEBIBYTE;
            total += mebibytes;
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %-9s %8s %6d %10s%n",
                    service.name(),
                    service.health(),
                    pid == null ? "-" : pid.toString(),
                    service.port(),
                    bytes.isPresent() ? String.format(Locale.ROOT, "%.0f MiB", mebibytes) : "-");
        }
        System.out.printf(
                Locale.ROOT, "%-42s %10s%n", "", String.format(Locale.ROOT, "%.0f MiB", total));
        System.out.println();
        for (StackStatus.Service service : status.services()) {
            long dead = deadLetters(service);
            if (dead > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%s could not process %d event%s: %s/admin/dead-letters%n",
                        service.name(),
                        dead,
                        dead == 1 ? "" : "s",
                        status.gateway());
            }
        }
        System.out.println(
                status.ready()
                        ? "Ready: " + status.gateway()
                        : "Not ready. ./greenroom up starts what is missing.");
    }

    /** 0 also for what cannot say: a part that is no service of ours, or does not run. */
    private static long deadLetters(StackStatus.Service service) {
        if (!service.name().endsWith("-service") || service.pid() == null) {
            return 0;
        }
        return HttpProbe.text("http://127.0.0.1:" + service.port() + "/q/metrics")
                .map(DEAD_LETTERS::matcher)
                .filter(Matcher::find)
                .map(found -> Math.round(Double.parseDouble(found.group(1))))
                .orElse(0L);
    }
}
