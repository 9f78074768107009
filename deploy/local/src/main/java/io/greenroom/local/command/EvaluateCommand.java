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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
        name = "evaluate",
        description = {
            "Grades answers in files with the embedded grader, without starting anything.",
            "Results are JSON on standard output; everything else goes to standard error."
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final String MAIN = "io.greenroom.grading.evaluation.Evaluate";

    @Option(names = "--no-build", description = "Use what is built, however old.")
    private boolean noBuild;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Passed to the evaluator.")
    private List<String> files = new ArrayList<>();

    @Unmatched private List<String> others = new ArrayList<>();

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException {
        Context context = Context.ofThisProcess();
        context.home().create();
        String module = SuiteService.GRADING.module();
        if (!noBuild) {
            new MavenBuild(context.home(), context.maven(), new Progress(System.err))
                    .bringUpToDate(List.of(module));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx" + SuiteService.GRADING.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        new BuiltApplication(context.home(), module).builtRunner().toString(),
                        MAIN));
        command.addAll(others);
        command.addAll(files);
        ProcessBuilder evaluator = new ProcessBuilder(command).inheritIO();
        String called = context.environment().getOrDefault("GREENROOM_CALLED_IN", "");
        if (!called.isBlank()) {
            // File names mean what they meant where the person typed them.
            evaluator.directory(Path.of(called).toFile());
        }
        return evaluator.start().waitFor();
    }
}
