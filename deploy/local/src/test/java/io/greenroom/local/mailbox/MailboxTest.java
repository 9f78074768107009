package io.greenroom.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail over a real connection, and the page as a browser would ask for it. */
class MailboxTest {

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Path directory;
    private final GreenMail mail;
    private final MailboxPage page;

    MailboxTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        KeptMail kept = KeptMail.in(directory);
        mail = MailboxMain.start(kept, 0);
        page = MailboxPage.open(kept, 0);
    }

    @AfterEach
    void stop() {
        page.close();
        mail.stop();
    }

    @Test
    void showsWhatWasSent() throws Exception {
        send("casey@greenroom.example", "You <are> invited");

        assertThat(get("/").body())
                .contains("casey@greenroom.example")
                .contains("You &lt;are&gt; invited")
                .contains("href=\"/mail/1\"");
        assertThat(get("/mail/1").body())
                .contains("<a href=\"https://greenroom.example/in\" rel=\"noreferrer\">")
                .contains("BEGIN:VCALENDAR")
                .contains("iframe title=\"The mail as HTML\" sandbox");
        assertThat(get("/mail/1/html").body()).isEqualTo("<b>Come in</b>");
        HttpResponse<String> calendar = get("/mail/1/part/0");
        assertThat(calendar.body()).isEqualTo("BEGIN:VCALENDAR");
        assertThat(calendar.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/calendar");
        assertThat(get("/mail/2").statusCode()).isEqualTo(404);
        assertThat(get("/mail/1/part/1").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasTakenSurvivesAKill() throws Exception {
        send("casey@greenroom.example", "First");
        // A kill in the middle of the next one.
        Files.writeString(directory.resolve("00000002.eml.part"), "X-Deliv");
        KeptMail again = KeptMail.in(directory);

        again.add("iris@greenroom.example", message("iris@greenroom.example", "Second"));

        assertThat(again.all())
                .extracting(KeptMail.Message::subject)
                .containsExactly("Second", "First");
    }

    @Test
    void scriptsAskByAddress() throws Exception {
        send("casey@greenroom.example", "One");
        send("iris@greenroom.example", "Two");

        assertThat(get("/messages.json?to=iris%40greenroom.example").body())
                .contains("\"subject\":\"Two\"")
                .contains("BEGIN:VCALENDAR")
                .doesNotContain("casey");
    }

    @Test
    void answersOnlyWhoCallsItByThisMachinesName() throws Exception {
        try (Socket rebound = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
            rebound.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(rebound.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + page.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void send(String to, String subject) throws Exception {
        Transport.send(message(to, subject));
    }

    private MimeMessage message(String to, String subject) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", String.valueOf(mail.getSmtp().getPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("greenroom@localhost");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Come in: https://greenroom.example/in");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent("<b>Come in</b>", "text/html; charset=utf-8");
        MimeBodyPart calendar = new MimeBodyPart();
        calendar.setContent(
                "BEGIN:VCALENDAR".getBytes(StandardCharsets.UTF_8),
                "text/calendar; charset=utf-8; method=REQUEST");
        calendar.setFileName("invitation.ics");
        parts.addBodyPart(text);
        parts.addBodyPart(html);
        parts.addBodyPart(calendar);
        message.setContent(parts);
        return message;
    }
}
