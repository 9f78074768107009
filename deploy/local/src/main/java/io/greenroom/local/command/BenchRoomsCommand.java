package io.greenroom.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rooms",
        mixinStandardHelpOptions = true,
        description = {
            "Lets two people type in each of many live rooms, through the gateway of an"
                    + " installation",
            "of its own that is deleted afterwards, and prints how many edits were lost, how long",
            "they took and what they cost. With --peers beside the y-websocket server, with"
                    + " --crash",
            "killing session-service meanwhile. Nothing else should run on the machine."
        })
final class BenchRoomsCommand implements Callable<Integer> {
    /** Two people, and the five edits a second that load.mjs has each of them type. */
    private static final long EDITS_A_ROOM_AND_SECOND = 10;

    @Option(
            names = "--rooms",
            paramLabel = "N[,N...]",
            defaultValue = "100,300",
            description = "How many rooms at once, one run each (default ${DEFAULT-VALUE}).")
    private String rooms;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long they type (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "How many seconds they type before anything is counted (default"
                            + " ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--peers", description = "Measure y-websocket too, with LevelDB and in memory.")
    private boolean peers;

    @Option(
            names = "--crash",
            description =
                    "Kill session-service twice while 20 rooms are typing, and count what is gone,"
                            + " instead of measuring.")
    private boolean crash;

    @Mixin private OwnInstallationOptions options = new OwnInstallationOptions();

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException, SQLException {
        Context context = Context.ofThisProcess();
        context.home().create();
        options.bringUpToDate(context, new Progress(System.err));
        Path tool = context.home().repository().resolve("deploy/bench-rooms");
        install(tool);
        OwnInstallation own = new OwnInstallation(context, "bench-rooms", options.offset());
        own.remove();
        try {
            own.require("up", "--detach", "--no-build");
            Path status = own.place().resolve("status.json");
            new ObjectMapper().writeValue(status.toFile(), own.status());
            long before = own.databaseSizes().getOrDefault("session", 0L);
            int code = own.on(command(tool, status, own.script())).inheritIO().start().waitFor();
            if (code == 0 && !crash) {
                long grown = own.databaseSizes().getOrDefault("session", 0L) - before;
                System.out.printf("%nsize.edit.session=%d (bytes on disk)%n", grown / edits());
            }
            return code;
        } finally {
            own.remove();
        }
    }

    /** All that are typed, those that do not count too. */
    private long edits() {
        return Arrays.stream(rooms.split(",")).mapToLong(Long::parseLong).sum()
                * EDITS_A_ROOM_AND_SECOND
                * (warmUp + seconds);
    }

    private List<String> command(Path tool, Path status, Path script) {
        List<String> command = new ArrayList<>(List.of("node"));
        if (crash) {
            command.addAll(
                    List.of(
                            tool.resolve("crash.mjs").toString(),
                            "--greenroom",
                            script.toString()));
        } else {
            command.addAll(List.of(tool.resolve("load.mjs").toString(), "--rooms", rooms));
            command.addAll(List.of("--warm-up", String.valueOf(warmUp)));
            if (peers) {
                command.add("--peers");
            }
        }
        command.addAll(
                List.of("--status", status.toString(), "--seconds", String.valueOf(seconds)));
        return command;
    }

    private static void install(Path tool) throws IOException, InterruptedException {
        if (Files.isDirectory(tool.resolve("node_modules"))) {
            return;
        }
        int code =
                new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                        .directory(tool.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException("npm ci in " + tool + " failed");
        }
    }
}
