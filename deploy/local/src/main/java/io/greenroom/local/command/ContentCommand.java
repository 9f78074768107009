package io.greenroom.local.command;

import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "content",
        mixinStandardHelpOptions = true,
        description = "Looks after the questions under content/.")
final class ContentCommand {

    private static final String CHECK = "io.greenroom.catalog.pack.CheckContent";

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Checks every pack without starting anything, and prints how much of what the",
                "content is to cover it covers. Exit code 1 when something is wrong or missing."
            })
    int check(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DIRECTORY",
                            description = "The content; that of this repository by default.")
                    Path directory,
            @Option(names = "--no-build", description = "Use what is built, however old.")
                    boolean noBuild)
            throws StartFailure, IOException, InterruptedException {
        Context context = Context.ofThisProcess();
        Path content =
                directory == null ? context.home().repository().resolve("content") : directory;
        return new BuiltProgram(context, SuiteService.CATALOG, CHECK, "256m")
                .run(!noBuild, List.of(content.toString()));
    }
}
