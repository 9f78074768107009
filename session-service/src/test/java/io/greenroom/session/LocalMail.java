package io.greenroom.session;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real mail server in the tests' own process. */
public final class LocalMail implements QuarkusTestResourceLifecycleManager {
    private static int port;
    private static GreenMail server = started(0);

    @Override
    public Map<String, String> start() {
        port = server.getSmtp().getPort();
        return Map.of(
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", String.valueOf(port),
                "quarkus.mailer.start-tls", "DISABLED",
                "greenroom.mail.on", "true",
                "greenroom.mail.account-domain", "greenroom.example",
                "greenroom.mail.pause", "PT0.2S",
                "greenroom.mail.sweep", "PT0.5S",
                "greenroom.invitation.origin", "https://greenroom.example");
    }

    @Override
    public void stop() {
        // Shared by all test profiles of the JVM, with which it ends.
    }

    /** From now on mail cannot leave; what was received is forgotten. */
    public static void goAway() {
        server.stop();
    }

    public static void comeBack() {
        server = started(port);
    }

    /** What was sent to that address, in the order of its arrival. */
    public static List<MimeMessage> to(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(
                        message -> {
                            try {
                                return Arrays.stream(message.getAllRecipients())
                                        .map(Address::toString)
                                        .anyMatch(address::equals);
                            } catch (MessagingException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .toList();
    }

    /** The words of its part of that type. */
    public static String part(MimeMessage mail, String type) throws Exception {
        for (var part : parts(mail)) {
            if (part.isMimeType(type)) {
                return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("No " + type);
    }

    public static List<Part> parts(Part part) throws Exception {
        var found = new ArrayList<Part>();
        if (part.getContent() instanceof Multipart many) {
            for (int i = 0; i < many.getCount(); i++) {
                found.addAll(parts(many.getBodyPart(i)));
            }
        } else {
            found.add(part);
        }
        return found;
    }

    private static GreenMail started(int port) {
        var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        mail.start();
        return mail;
    }
}
