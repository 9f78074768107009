package io.greenroom.local.command;

import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StackLock;
import io.greenroom.local.training.Training;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes all data of this installation: accounts, attempts, grades, logs, secrets.",
            "The next up starts afresh. Unpacked binaries are kept."
        })
final class ResetCommand implements Callable<Integer> {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask; stop what runs.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        Context context = Context.ofThisProcess();
        Home home = context.home();
        home.create();
        Progress progress = new Progress(System.out);
        try (StackLock lock = StackLock.acquire(home.run(), "reset", progress)) {
            Stack stack = context.everything(context.lastPorts(), progress);
            if (!yes) {
                if (stack.isAnythingRunning()) {
                    System.err.println(
                            "Greenroom is running. ./greenroom down first, or reset --yes, which"
                                    + " stops it.");
                    return Greenroom.FAILED;
                }
                if (!isConfirmed(home)) {
                    System.err.println("Nothing was deleted.");
                    return Greenroom.FAILED;
                }
            }
            Training.end(context.home());
            stack.stop();
            for (String name : List.of("data", "keycloak", "logs")) {
                Archive.delete(home.state().resolve(name));
            }
            java.nio.file.Files.deleteIfExists(home.state().resolve("secrets"));
            java.nio.file.Files.deleteIfExists(home.run().resolve("ports.json"));
            progress.plain("All data is deleted. ./greenroom up starts afresh.");
        }
        return 0;
    }

    private static boolean isConfirmed(Home home) {
        Path data = home.state();
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            System.err.println("There is no terminal to ask at: say --yes if you mean it.");
            return false;
        }
        String answer =
                console.readLine("Delete all Greenroom data under %s? Type yes to go on: ", data);
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}
