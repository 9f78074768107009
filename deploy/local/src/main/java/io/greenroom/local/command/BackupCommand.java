package io.greenroom.local.command;

import io.greenroom.local.backup.BaseBackup;
import io.greenroom.local.home.Home;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StackLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a backup of all databases, of one and the same moment, while everything works.",
            "It holds the passwords of this installation too: keep it as safe as the data."
        })
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY", description = "A new directory.")
    private Path directory = Path.of("unset");

    @Override
    public Integer call() throws IOException, SQLException {
        Context context = Context.ofThisProcess();
        Home home = context.home();
        PostgresPart postgres = context.postgres(context.lastPorts());
        if (!postgres.answers()) {
            System.err.println("PostgreSQL is not running: ./greenroom up first.");
            return Greenroom.FAILED;
        }
        Progress progress = new Progress(System.out);
        // Nobody stops or replaces the server meanwhile.
        try (StackLock lock = StackLock.acquire(home.run(), "backup", progress)) {
            BaseBackup backup = BaseBackup.take(home, postgres, context.given(directory));
            progress.plain("Everything until " + backup.takenAt() + " is in " + backup.directory());
        }
        return 0;
    }
}
