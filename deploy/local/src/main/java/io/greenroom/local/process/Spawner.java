package io.greenroom.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts processes that outlive the launcher and are not hit by the terminal's Ctrl-C. */
public final class Spawner {

    private static final int KEPT_LOGS = 3;

    private Spawner() {}

    /**
     * Starts in a session of its own, input from /dev/null, output to the log file.
     *
     * @return the new process; its pid is the program's own, since every prefix execs
     */
    public static Process spawn(Launch launch, Path log) throws IOException {
        rotate(log);
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(launch.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(launch.directory().toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.putAll(launch.environment());
        return builder.start();
    }

    /** Children of a JVM lead no process group, so setsid(1) execs and the pid stays. */
    private static List<String> ownSession() {
        for (String place : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(place))) {
                return List.of(place);
            }
        }
        if (Files.isExecutable(Path.of("/usr/bin/perl"))) {
            return List.of(
                    "/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!;");
        }
        return List.of();
    }

    private static void rotate(Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (!Files.exists(log) || Files.size(log) == 0) {
            return;
        }
        for (int age = KEPT_LOGS - 1; age >= 0; age--) {
            Path from = age == 0 ? log : aged(log, age);
            if (Files.exists(from)) {
                Files.move(from, aged(log, age + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path aged(Path log, int age) {
        return log.resolveSibling(log.getFileName() + "." + age);
    }
}
