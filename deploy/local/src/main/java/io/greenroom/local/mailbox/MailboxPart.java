package io.greenroom.local.mailbox;

import io.greenroom.local.home.Home;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.Launch;
import io.greenroom.local.stack.HttpProbe;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A mail server that keeps what it gets, and a page to read it, in one small process. */
public final class MailboxPart implements Part {

    public static final String NAME = "mailbox";

    private final Home home;
    private final Ports ports;

    public MailboxPart(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Port port() {
        return Port.MAILBOX;
    }

    @Override
    public Set<Port> ports() {
        return Set.of(Port.MAILBOX, Port.MAILBOX_SMTP);
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public String marker() {
        return "-Dgreenroom.part=" + NAME + "@" + home.state();
    }

    @Override
    public void prepare(Progress progress) {
        // It makes its own directory.
    }

    @Override
    public Launch launch() {
        return new Launch(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                List.of(),
                List.of(
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:ErrorFile=" + home.log("crash-" + NAME),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        marker(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MailboxMain.class.getName(),
                        home.data(NAME).toString(),
                        String.valueOf(ports.of(Port.MAILBOX_SMTP)),
                        String.valueOf(ports.of(Port.MAILBOX))),
                Map.of(),
                home.state());
    }

    /** The page is opened last. */
    @Override
    public boolean answers() {
        return HttpProbe.isOk(page(ports) + "/messages.json");
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** After a kill -9 the ports may be in use for a moment longer. */
    @Override
    public Duration retryFor() {
        return Duration.ofSeconds(10);
    }

    /** Where the mail can be read. */
    public static String page(Ports ports) {
        return "http://localhost:" + ports.of(Port.MAILBOX);
    }
}
