package io.greenroom.local.command;

import io.greenroom.local.capacity.CapacityPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        description = {
            "Computes instances, disks and money for so many people a month (docs/capacity.md).",
            "The inputs are deploy/local/src/main/resources/capacity.properties."
        })
final class CapacityCommand implements Callable<Integer> {

    @Option(
            names = "--users",
            paramLabel = "N[,N...]",
            split = ",",
            defaultValue = "1000,10000,100000,1000000",
            description = "People who come in a month (default ${DEFAULT-VALUE}).")
    private long[] users = {};

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description = "Properties that take the place of some of the published ones.")
    private @Nullable Path own;

    @Override
    public Integer call() throws IOException {
        Properties inputs = CapacityPlan.published();
        if (own != null) {
            Properties given = new Properties();
            try (InputStream in = Files.newInputStream(Context.ofThisProcess().given(own))) {
                given.load(in);
            }
            for (String name : given.stringPropertyNames()) {
                if (inputs.getProperty(name) == null) {
                    System.err.println("There is no input " + name + " (docs/capacity.md).");
                    return CommandLine.ExitCode.USAGE;
                }
            }
            inputs.putAll(given);
        }
        System.out.print(CapacityPlan.table(inputs, users));
        System.out.println();
        System.out.print(CapacityPlan.limits(inputs));
        return CommandLine.ExitCode.OK;
    }
}
