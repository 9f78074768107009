package io.greenroom.local.command;

import io.greenroom.local.build.MavenBuild;
import io.greenroom.local.service.BuiltApplication;
import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program within a service's build that needs neither the service nor anything else to run. */
final class BuiltProgram {
    private final Context context;
    private final SuiteService service;
    private final String main;
    private final String heap;

    /**
     * A program.
     *
     * @param main its class
     * @param heap the most it may take, for example {@code 512m}
     */
    BuiltProgram(Context context, SuiteService service, String main, String heap) {
        this.context = context;
        this.service = service;
        this.main = main;
        this.heap = heap;
    }

    /**
     * Runs it with the terminal of this process.
     *
     * @param build whether to bring the build up to date first
     * @return its exit code
     */
    int run(boolean build, List<String> arguments)
            throws StartFailure, IOException, InterruptedException {
        return run(build, arguments, Map.of());
    }

    /**
     * As {@link #run(boolean, List)}.
     *
     * @param environment what it gets besides that of this process
     */
    int run(boolean build, List<String> arguments, Map<String, String> environment)
            throws StartFailure, IOException, InterruptedException {
        context.home().create();
        String module = service.module();
        if (build) {
            new MavenBuild(context.home(), context.maven(), new Progress(System.err))
                    .bringUpToDate(List.of(module));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        new BuiltApplication(context.home(), module).builtRunner().toString(),
                        main));
        command.addAll(arguments);
        ProcessBuilder program = new ProcessBuilder(command).inheritIO();
        program.environment().putAll(environment);
        String called = context.environment().getOrDefault("GREENROOM_CALLED_IN", "");
        if (!called.isBlank()) {
            // File names mean what they meant where the person typed them.
            program.directory(Path.of(called).toFile());
        }
        return program.start().waitFor();
    }
}
