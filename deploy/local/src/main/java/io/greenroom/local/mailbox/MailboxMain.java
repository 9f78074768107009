package io.greenroom.local.mailbox;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The mailbox's process: takes every mail, keeps it as a file, shows it. */
final class MailboxMain {

    private static final String ANYBODY = "anybody@localhost";
    private static final long TIDY_MINUTES = 5;

    private MailboxMain() {}

    public static void main(String[] arguments) throws Exception {
        KeptMail kept = KeptMail.in(Path.of(arguments[0]));
        GreenMail mail = start(kept, Integer.parseInt(arguments[1]));
        MailboxPage page = MailboxPage.open(kept, Integer.parseInt(arguments[2]));
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    page.close();
                                    mail.stop();
                                },
                                "mailbox-shutdown"));
        while (mail.isRunning()) {
            TimeUnit.MINUTES.sleep(TIDY_MINUTES);
            tidy(mail);
        }
    }

    static GreenMail start(KeptMail kept, int port) throws UserException {
        GreenMail mail =
                new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        mail.start();
        UserManager users = mail.getUserManager();
        GreenMailUser anybody = users.createUser(ANYBODY, ANYBODY, "");
        // Kept before the sender hears that it was taken.
        users.setMessageDeliveryHandler(
                (message, recipient) -> {
                    try {
                        kept.add(recipient.getEmail(), message.getMessage());
                    } catch (IOException e) {
                        throw new UserException("The mail cannot be kept", e);
                    }
                    return anybody;
                });
        return mail;
    }

    /** What is on disk need not stay in memory. */
    private static void tidy(GreenMail mail) {
        try {
            mail.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            System.err.println("Memory is not tidied: " + e);
        }
    }
}
