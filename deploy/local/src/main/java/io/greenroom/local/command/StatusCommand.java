package io.greenroom.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.local.process.RunningProcesses;
import io.greenroom.local.stack.Figures;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StackStatus;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
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

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Context context = Context.ofThisProcess();
        context.home().create();
        StackStatus status =
                StackStatus.of(context.everything(context.lastPorts(), Progress.silent()));
        List<Figures> figures =
                status.services().parallelStream()
                        .flatMap(
                                service ->
                                        Figures.of(service, context.home().log(service.name()))
                                                .stream())
                        .toList();
        if (json) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            ObjectNode all = mapper.valueToTree(status);
            all.set("figures", mapper.valueToTree(figures));
            System.out.println(mapper.writeValueAsString(all));
        } else {
            table(status);
            tell(status.gateway(), figures);
            System.out.println(
                    status.ready()
                            ? "Ready: " + status.gateway()
                            : "Not ready. ./greenroom up starts what is missing.");
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
    }

    private static void tell(String gateway, List<Figures> figures) {
        for (Figures one : figures) {
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %s, build %s%s; in the log %d ERROR, %d WARN%n",
                    one.name(),
                    one.version(),
                    one.build(),
                    one.without().isEmpty()
                            ? ""
                            : "; degraded, without " + String.join(", ", one.without()),
                    one.errors(),
                    one.warnings());
            one.behind()
                    .forEach(
                            (topic, events) ->
                                    System.out.printf(
                                            Locale.ROOT,
                                            "%-16s has %d of %s to read%n",
                                            "",
                                            events,
                                            topic));
            if (one.deadLetters() > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%-16s could not process %d event%s: %s/admin/dead-letters%n",
                        "",
                        one.deadLetters(),
                        one.deadLetters() == 1 ? "" : "s",
                        gateway);
            }
            one.lastErrors().forEach(line -> System.out.printf("%-16s %s%n", "", line));
        }
        System.out.println();
    }
}
