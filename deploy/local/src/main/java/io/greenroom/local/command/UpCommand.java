package io.greenroom.local.command;

import io.greenroom.local.build.MavenBuild;
import io.greenroom.local.mailbox.MailboxPart;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.process.RunRecord;
import io.greenroom.local.process.RunRecords;
import io.greenroom.local.service.Replicas;
import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StackLock;
import io.greenroom.local.stack.StackStatus;
import io.greenroom.local.stack.StartFailure;
import io.greenroom.local.training.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Builds what changed and starts everything that does not run yet.",
            "Stays in the foreground; Ctrl-C stops everything. Data is kept between runs.",
            "Repeating it is safe: it leaves alone what runs and starts again what died."
        },
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    @Option(
            names = {"-d", "--detach"},
            description = "Return as soon as everything is ready and leave it running.")
    private boolean detach;

    @Option(names = "--no-build", description = "Start what is built, however old.")
    private boolean noBuild;

    @Option(
            names = "--infra-only",
            description =
                    "Only PostgreSQL, Kafka, Keycloak and the mailbox, to run the services"
                            + " elsewhere.")
    private boolean infrastructureOnly;

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "SERVICE",
            description =
                    "Leave services out, to run them elsewhere: catalog-service, session-service,"
                            + " grading-service, gateway.")
    private Set<String> without = new LinkedHashSet<>();

    @Option(
            names = "--replicas",
            split = ",",
            paramLabel = "SERVICE=N",
            description = {
                "Several instances of catalog-service, session-service or grading-service, behind"
                        + " the one gateway.",
                "Without it, one each; or as many as run."
            })
    private Map<String, Integer> replicas = new LinkedHashMap<>();

    @Mixin private PortOptions ports = new PortOptions();

    @Override
    public Integer call() throws StartFailure {
        Context context = Context.ofThisProcess();
        if (!SuiteService.modules().containsAll(without)) {
            throw new StartFailure(
                    "up",
                    "--without names something else than the services " + SuiteService.modules(),
                    "");
        }
        context.home().create();
        Progress progress = new Progress(System.out);
        Stack stack;
        Interruption interruption;
        try (StackLock lock = StackLock.acquire(context.home().run(), "up", progress)) {
            stack = chooseStack(context, progress);
            interruption = Interruption.arm(context.home(), stack, progress);
            try {
                stack.checkPorts();
                if (!noBuild && !infrastructureOnly) {
                    new MavenBuild(context.home(), context.maven(), progress)
                            .bringUpToDate(
                                    SuiteService.modules().stream()
                                            .filter(module -> !without.contains(module))
                                            .toList());
                }
                stack.start();
            } catch (StartFailure e) {
                interruption.disarm();
                Greenroom.report(e, System.err);
                System.err.println(
                        stack.hasBegunAnything()
                                ? "Everything that this run had started was stopped again."
                                : "Nothing was started.");
                return Greenroom.FAILED;
            }
            interruption.started();
        }
        announce(stack, progress);
        trainInTheBackground(context, progress);
        if (detach) {
            interruption.disarm();
            return 0;
        }
        return watch(stack, progress, interruption);
    }

    private Stack chooseStack(Context context, Progress progress) throws StartFailure {
        Ports last = context.lastPorts();
        Ports wanted = ports.choose(context.environment());
        Replicas given = Replicas.ofModules(replicas);
        Stack running = stack(context, last, context.lastReplicas(), progress);
        if (!running.isAnythingRunning()) {
            return remembered(context, stack(context, wanted, given, progress));
        }
        if (ports.isChosen(context.environment()) && !wanted.equals(last)) {
            throw new StartFailure(
                    "up",
                    "Greenroom already runs here on other ports (see ./greenroom status)",
                    "Run ./greenroom down first, or give the second one its own directory with"
                            + " GREENROOM_STATE_DIR");
        }
        if (replicas.isEmpty()) {
            return running;
        }
        Stack next = stack(context, last, given, progress);
        Set<String> stay = next.parts().stream().map(Part::name).collect(Collectors.toSet());
        running.stopOnly(part -> !stay.contains(part.name()));
        return remembered(context, next);
    }

    /** Before anything starts: whatever becomes of this launcher, {@code down} must know. */
    private Stack remembered(Context context, Stack stack) {
        if (!infrastructureOnly) {
            Map<String, Integer> instances = new LinkedHashMap<>(replicas);
            // Of what this run leaves alone there are as many as there were.
            without.forEach(
                    module ->
                            instances.put(
                                    module,
                                    context.lastReplicas().asMap().getOrDefault(module, 1)));
            new RunRecords(context.home().run())
                    .saveReplicas(Replicas.ofModules(instances).asMap());
        }
        return stack;
    }

    private Stack stack(Context context, Ports chosen, Replicas instances, Progress progress) {
        return infrastructureOnly
                ? context.infrastructure(chosen, progress)
                : context.without(without, chosen, instances, progress);
    }

    private void trainInTheBackground(Context context, Progress progress) {
        boolean wanted =
                !infrastructureOnly
                        && without.isEmpty()
                        && context.classCaches() == ClassCache.Mode.USE
                        && context.environment().getOrDefault("CI", "").isEmpty();
        if (!wanted) {
            return;
        }
        Training training = new Training(context.home(), context.environment(), Progress.silent());
        if (!training.isRunning() && training.isWorthwhile() && training.startInTheBackground()) {
            progress.plain("");
            progress.plain(
                    "  For a few minutes a training run in the background prepares quicker starts");
            progress.plain("  (./greenroom logs training; GREENROOM_AOT=off prevents it).");
        }
    }

    private void announce(Stack stack, Progress progress) {
        progress.plain("");
        progress.plain(
                String.format(Locale.ROOT, "Greenroom is ready after %.0f s.", progress.seconds()));
        progress.plain("");
        if (infrastructureOnly) {
            progress.plain("  Keycloak   " + StackStatus.issuer(stack.ports()));
        } else {
            progress.plain("  Open       " + StackStatus.publicOrigin(stack.ports()));
        }
        progress.plain("  Mailbox    " + MailboxPart.page(stack.ports()));
        progress.plain(
                "  Accounts   casey, cody (candidates); iris, ivan (interviewers); ada, adam"
                        + " (admins)");
        progress.plain("  Password   greenroom, for all of them");
        progress.plain("");
        progress.plain(
                "  These accounts are public knowledge. Everything listens on this machine only:");
        progress.plain("  do not make it reachable from elsewhere.");
        progress.plain("");
        progress.plain(
                detach
                        ? "  ./greenroom down stops it, ./greenroom logs shows what it says."
                        : "  Ctrl-C stops it; ./greenroom logs in another terminal shows what it"
                                + " says.");
    }

    /** Says so when a part dies, and ends when nothing is left to watch. */
    private static int watch(Stack stack, Progress progress, Interruption interruption) {
        List<String> missed = new ArrayList<>();
        while (!interruption.isUnderWay()) {
            boolean any = false;
            for (Part part : stack.parts()) {
                boolean alive = stack.running(part).map(RunRecord::identity).isPresent();
                any |= alive;
                if (alive) {
                    missed.remove(part.name());
                } else if (!missed.contains(part.name()) && !interruption.isUnderWay()) {
                    missed.add(part.name());
                    progress.line(
                            part.name(),
                            "ended. ./greenroom up in another terminal starts it again,"
                                    + " ./greenroom logs "
                                    + part.name()
                                    + " shows why");
                }
            }
            if (!any && !interruption.isUnderWay()) {
                interruption.disarm();
                progress.plain("Nothing is running any more.");
                return 0;
            }
            try {
                TimeUnit.SECONDS.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Greenroom.FAILED;
            }
        }
        return 0;
    }
}
