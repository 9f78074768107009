package io.greenroom.local.command;

import io.greenroom.local.service.ServicePart;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StackLock;
import io.greenroom.local.stack.StartFailure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = {
            "Restarts a service with what is built, one instance after the other: the next one"
                    + " only",
            "when the one before is ready. With two instances or more nobody notices."
        })
final class RestartCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SERVICE",
            description =
                    "catalog-service, session-service, grading-service or gateway; or one instance,"
                            + " such as session-service-2.")
    private String service = "";

    @Override
    public Integer call() throws StartFailure {
        Context context = Context.ofThisProcess();
        context.home().create();
        Progress progress = new Progress(System.out);
        try (StackLock lock = StackLock.acquire(context.home().run(), "restart", progress)) {
            Stack stack = context.everything(context.lastPorts(), progress);
            List<Part> instances =
                    stack.parts().stream()
                            .filter(ServicePart.class::isInstance)
                            .map(ServicePart.class::cast)
                            .filter(
                                    part ->
                                            part.name().equals(service)
                                                    || part.service().module().equals(service))
                            .map(Part.class::cast)
                            .toList();
            if (instances.isEmpty()) {
                throw new StartFailure(
                        "restart",
                        "\"" + service + "\" is no service, nor an instance that runs here",
                        "./greenroom status names them");
            }
            if (instances.stream().noneMatch(part -> stack.running(part).isPresent())) {
                throw new StartFailure(service, "does not run", "./greenroom up starts it");
            }
            for (Part instance : instances) {
                stack.restart(instance);
            }
        }
        return 0;
    }
}
