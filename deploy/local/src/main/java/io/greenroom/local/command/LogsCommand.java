package io.greenroom.local.command;

import io.greenroom.local.home.Home;
import io.greenroom.local.process.LogTail;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows what the parts wrote. Without a name: the end of every log.")
final class LogsCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            description = "A part as in ./greenroom status, or build, initdb, keycloak-build.")
    private @Nullable String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Keep showing what is written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines to begin with (default ${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Context context = Context.ofThisProcess();
        Home home = context.home();
        List<String> names = new ArrayList<>();
        if (part != null) {
            if (!Files.exists(home.log(part))) {
                System.err.println(
                        "There is no log of \"" + part + "\" in " + home.log("x").getParent());
                return Greenroom.FAILED;
            }
            names.add(part);
        } else {
            home.create();
            context.everything(context.lastPorts(), Progress.silent()).parts().stream()
                    .map(Part::name)
                    .forEach(names::add);
        }
        for (String name : names) {
            show(name, LogTail.of(home.log(name), part == null ? Math.min(lines, 10) : lines));
        }
        if (follow) {
            follow(home, names);
        }
        return 0;
    }

    private void show(String name, List<String> text) {
        for (String line : text) {
            System.out.println(part == null ? name + " | " + line : line);
        }
    }

    private void follow(Home home, List<String> names) throws IOException, InterruptedException {
        Map<String, Long> seen = new HashMap<>();
        for (String name : names) {
            Path log = home.log(name);
            seen.put(name, Files.exists(log) ? Files.size(log) : 0L);
        }
        while (true) {
            for (String name : names) {
                seen.merge(name, 0L, (from, none) -> more(home.log(name), name, from));
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    /** Shows the complete lines after a position and returns the position behind them. */
    private long more(Path log, String name, long from) {
        if (!Files.exists(log)) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            // A shorter file is a new one: the part was started again.
            long begin = length < from ? 0 : from;
            byte[] bytes = new byte[(int) Math.min(length - begin, 1 << 20)];
            file.seek(begin);
            file.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            show(name, new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList());
            return begin + end;
        } catch (IOException e) {
            return from;
        }
    }
}
