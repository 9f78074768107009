package io.greenroom.local.command;

import io.greenroom.local.stack.StartFailure;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./greenroom}. */
@Command(
        name = "greenroom",
        mixinStandardHelpOptions = true,
        version = "Greenroom 0.1.0-SNAPSHOT",
        description = "Runs the whole Greenroom suite on this machine, without Docker.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            RestartCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ResetCommand.class,
            EvaluateCommand.class,
            ContentCommand.class,
            TrainCommand.class,
            BenchCommand.class,
            CapacityCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DrillCommand.class
        })
public final class Greenroom {

    static final int FAILED = 1;
    static final int NOT_READY = 3;

    private Greenroom() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Greenroom());
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                    report(failure, System.err);
                    return FAILED;
                });
        System.exit(line.execute(arguments));
    }

    /** What failed, why, what to do, and the end of the log: never a stack trace. */
    static void report(Throwable failure, PrintStream err) {
        if (failure instanceof StartFailure start) {
            err.println();
            err.println(start.part() + ": " + start.getMessage() + ".");
            if (!start.logTail().isEmpty()) {
                err.println("The end of its log:");
                start.logTail().forEach(line -> err.println("  | " + line));
            }
            if (!start.remedy().isBlank()) {
                err.println(start.remedy());
            }
            return;
        }
        String text = failure.getMessage();
        err.println(text == null || text.isBlank() ? failure.toString() : text);
        if (failure.getCause() != null) {
            err.println("  because of " + failure.getCause());
        }
        if ("true".equals(System.getenv("GREENROOM_DEBUG"))) {
            failure.printStackTrace(err);
        }
    }
}
