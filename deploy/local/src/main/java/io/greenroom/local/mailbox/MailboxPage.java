package io.greenroom.local.mailbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page on which the local mail is read. It listens on this machine only, and answers only who
 * calls it by this machine's name, so that no page of the internet can read it through a browser.
 */
final class MailboxPage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MESSAGE =
            Pattern.compile("/mail/(\\d{1,8})(/html|/part/(\\d{1,3}))?");
    private static final String HTML = "text/html; charset=utf-8";

    /** Nothing runs, nothing is fetched; the HTML of a mail is shown in a frame of its own. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none';"
                    + " form-action 'none'";

    private final KeptMail kept;
    private final HttpServer server;
    private final ExecutorService workers;

    private MailboxPage(KeptMail kept, HttpServer server, ExecutorService workers) {
        this.kept = kept;
        this.server = server;
        this.workers = workers;
    }

    static MailboxPage open(KeptMail kept, int port) throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        MailboxPage page = new MailboxPage(kept, server, workers);
        server.setExecutor(workers);
        server.createContext("/", page::answer);
        server.start();
        return page;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private record Answer(int status, String type, byte[] body) {
        static Answer page(String html) {
            return new Answer(200, HTML, html.getBytes(StandardCharsets.UTF_8));
        }

        static Answer refused(int status, String why) {
            return new Answer(
                    status, "text/plain; charset=utf-8", why.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answerTo(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        if (!isForThisMachine(exchange.getRequestHeaders().getFirst("Host"))) {
            return Answer.refused(403, "Call it localhost.");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.refused(405, "It can only be read.");
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            return Answer.page(list(kept.all()));
        }
        if (path.equals("/messages.json")) {
            return messages(exchange.getRequestURI().getRawQuery());
        }
        Matcher one = MESSAGE.matcher(path);
        Optional<KeptMail.Message> found =
                one.matches() ? kept.find(Integer.parseInt(one.group(1))) : Optional.empty();
        if (found.isEmpty()) {
            return Answer.refused(404, "There is no such mail.");
        }
        if (one.group(3) != null) {
            return attachment(found.get(), Integer.parseInt(one.group(3)));
        }
        return one.group(2) == null
                ? Answer.page(message(found.get()))
                : Answer.page(found.get().html());
    }

    private static boolean isForThisMachine(String host) {
        return host != null && host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
    }

    /** For scripts and tests: the newest first, on request only those to one address. */
    private Answer messages(String query) throws IOException {
        String to =
                query != null && query.startsWith("to=")
                        ? URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8)
                        : "";
        List<Map<String, Object>> messages =
                kept.all().stream()
                        .filter(one -> to.isEmpty() || one.to().equalsIgnoreCase(to))
                        .map(
                                one ->
                                        Map.<String, Object>of(
                                                "id",
                                                one.id(),
                                                "to",
                                                one.to(),
                                                "from",
                                                one.from(),
                                                "subject",
                                                one.subject(),
                                                "sent",
                                                one.sent(),
                                                "text",
                                                one.text(),
                                                "attachments",
                                                one.attachments().stream()
                                                        .map(
                                                                part ->
                                                                        Map.of(
                                                                                "name",
                                                                                part.name(),
                                                                                "type",
                                                                                part.type(),
                                                                                "text",
                                                                                part.text()))
                                                        .toList()))
                        .toList();
        return new Answer(
                200, "application/json", JSON.writeValueAsBytes(Map.of("messages", messages)));
    }

    private static Answer attachment(KeptMail.Message mail, int index) {
        if (index >= mail.attachments().size()) {
            return Answer.refused(404, "The mail has no such attachment.");
        }
        KeptMail.Attachment part = mail.attachments().get(index);
        // Never as something that a browser would run.
        String type =
                part.type().startsWith("text/calendar")
                        ? "text/calendar; charset=utf-8"
                        : "application/octet-stream";
        return new Answer(200, type, part.bytes());
    }

    private static String list(List<KeptMail.Message> mails) {
        StringBuilder rows = new StringBuilder();
        for (KeptMail.Message mail : mails) {
            rows.append(
                    "<tr><td>%s</td><td><a href=\"/mail/%d\">%s</a></td><td>%s</td></tr>\n"
                            .formatted(
                                    escape(mail.to()),
                                    mail.id(),
                                    escape(
                                            mail.subject().isBlank()
                                                    ? "(no subject)"
                                                    : mail.subject()),
                                    escape(mail.sent())));
        }
        return page(
                "Local mailbox",
                mails.isEmpty()
                        ? "<p>No mail yet. What Greenroom sends on this machine comes here and goes"
                                + " nowhere else.</p>"
                        : "<p>What Greenroom sends on this machine comes here and goes nowhere"
                                + " else.</p>\n"
                                + "<table><thead><tr><th scope=\"col\">To</th><th"
                                + " scope=\"col\">Subject</th><th"
                                + " scope=\"col\">Sent</th></tr></thead>\n"
                                + "<tbody>\n"
                                + rows
                                + "</tbody></table>");
    }

    private static String message(KeptMail.Message mail) {
        StringBuilder body = new StringBuilder();
        body.append("<p><a href=\"/\">All mail</a></p>\n<dl>");
        for (Map.Entry<String, String> line :
                List.of(
                        Map.entry("To", mail.to()),
                        Map.entry("From", mail.from()),
                        Map.entry("Sent", mail.sent()))) {
            body.append("<dt>")
                    .append(line.getKey())
                    .append("</dt><dd>")
                    .append(escape(line.getValue()))
                    .append("</dd>");
        }
        body.append("</dl>\n<h2>Text</h2>\n<pre>").append(linked(mail.text())).append("</pre>\n");
        if (!mail.html().isBlank()) {
            body.append(
                    "<h2>HTML</h2>\n<iframe title=\"The mail as HTML\" sandbox src=\"/mail/%d/html\"></iframe>\n"
                            .formatted(mail.id()));
        }
        for (int i = 0; i < mail.attachments().size(); i++) {
            KeptMail.Attachment part = mail.attachments().get(i);
            body.append(
                    "<h2>Attachment</h2>\n<p><a href=\"/mail/%d/part/%d\" download=\"%s\">%s</a></p>\n"
                            .formatted(mail.id(), i, escape(part.name()), escape(part.name())));
            if (part.type().startsWith("text/")) {
                body.append("<pre>").append(escape(part.text())).append("</pre>\n");
            }
        }
        return page(mail.subject(), body.toString());
    }

    private static String page(String title, String body) {
        return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark"><title>%s</title>
        <style>
        body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 60rem; margin: 1rem auto; padding: 0 1rem }
        th, td { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0 }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid; padding: 0.5rem }
        iframe { width: 100%%; height: 30rem; border: 1px solid }
        dt { float: left; clear: left; width: 5rem; font-weight: bold }
        dd { margin-left: 5rem }
        </style></head>
        <body><main><h1>%s</h1>
        %s
        </main></body></html>
        """
                .formatted(escape(title), escape(title), body);
    }

    /** Addresses in the text lead on; all else is text. */
    private static String linked(String text) {
        return escape(text)
                .replaceAll(
                        "(https?://[A-Za-z0-9._~:/?#@!$()*+,;=%-]+)",
                        "<a href=\"$1\" rel=\"noreferrer\">$1</a>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
