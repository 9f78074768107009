package io.greenroom.local.command;

import io.greenroom.local.build.MavenBuild;
import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Options of the commands that measure, or try, an installation of their own. */
final class OwnInstallationOptions {

    @Option(
            names = "--ports-offset",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Where its ports are (default: ${DEFAULT-VALUE} above the standard ones).")
    private int offset;

    @Option(names = "--no-build", description = "Use what is built, however old.")
    private boolean noBuild;

    /** Added to every standard port. */
    int offset() {
        return offset;
    }

    boolean isBuildWanted() {
        return !noBuild;
    }

    /** Builds what is older than its sources, unless that is not wanted. */
    void bringUpToDate(Context context, Progress progress)
            throws StartFailure, IOException, InterruptedException {
        if (isBuildWanted()) {
            new MavenBuild(context.home(), context.maven(), progress)
                    .bringUpToDate(SuiteService.modules());
        }
    }
}
