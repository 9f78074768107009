package io.greenroom.local.command;

import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StackLock;
import io.greenroom.local.training.Training;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops everything, politely first. Data is kept.")
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Context context = Context.ofThisProcess();
        context.home().create();
        Progress progress = new Progress(System.out);
        try (StackLock lock = StackLock.acquire(context.home().run(), "down", progress)) {
            Training.end(context.home());
            boolean any = context.everything(context.lastPorts(), progress).stop();
            progress.plain(any ? "Greenroom is down. Data is kept." : "Nothing was running.");
        }
        return 0;
    }
}
