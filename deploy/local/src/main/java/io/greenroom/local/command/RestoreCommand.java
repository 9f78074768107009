package io.greenroom.local.command;

import io.greenroom.local.backup.BaseBackup;
import io.greenroom.local.backup.Restore;
import io.greenroom.local.home.Home;
import io.greenroom.local.kafka.KafkaPart;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StackLock;
import io.greenroom.local.stack.StartFailure;
import io.greenroom.local.training.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores all databases from a backup, and brings the topics into agreement with them.",
            "What was there is set aside under .greenroom/data. Nothing may be running."
        })
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY", description = "What ./greenroom backup wrote.")
    private Path directory = Path.of("unset");

    @Option(
            names = "--archive",
            paramLabel = "DIRECTORY",
            description =
                    "Where GREENROOM_WAL_ARCHIVE collected the log: restores what came after the"
                            + " backup too.")
    private @Nullable Path archive;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description =
                    "Go back to that moment, e.g. 2026-11-22T17:00:00Z, instead of the last commit"
                            + " that is archived.")
    private @Nullable Instant until;

    @Override
    public Integer call() throws IOException, SQLException, StartFailure, InterruptedException {
        Context context = Context.ofThisProcess();
        Home home = context.home();
        home.create();
        Progress progress = new Progress(System.out);
        try (StackLock lock = StackLock.acquire(home.run(), "restore", progress)) {
            Ports ports = context.lastPorts();
            if (context.everything(ports, progress).isAnythingRunning()) {
                System.err.println("Greenroom is running. ./greenroom down first.");
                return Greenroom.FAILED;
            }
            Training.end(home);
            Path log = archive == null ? null : context.given(archive);
            new Restore(home, ports, new BaseBackup(context.given(directory)), log, until, progress)
                    .run(
                            context.postgres(ports),
                            new KafkaPart(home, ports, context.classCaches()));
            progress.plain("Restored. ./greenroom up starts it.");
        }
        return 0;
    }
}
