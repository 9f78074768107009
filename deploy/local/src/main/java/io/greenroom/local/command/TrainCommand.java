package io.greenroom.local.command;

import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import io.greenroom.local.training.Training;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Prepares quicker starts: runs each service once on a throw-away database and broker",
            "and lets the JVM note what it loads. up does this by itself, once, in the background.",
            "Greenroom must be running."
        })
final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() throws StartFailure, IOException {
        Context context = Context.ofThisProcess();
        new Training(context.home(), context.environment(), new Progress(System.out)).run();
        return 0;
    }
}
