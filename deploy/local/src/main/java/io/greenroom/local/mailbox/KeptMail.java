package io.greenroom.local.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mails as files, one for each that somebody was sent, numbered in the order of their arrival. */
final class KeptMail {

    /** The newest; what is older makes room. */
    static final int MOST = 1000;

    private static final Pattern FILE = Pattern.compile("\\d{8}\\.eml");
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Path directory;
    private int last;

    private KeptMail(Path directory, int last) {
        this.directory = directory;
        this.last = last;
    }

    static KeptMail in(Path directory) throws IOException {
        Files.createDirectories(directory);
        KeptMail kept = new KeptMail(directory, 0);
        kept.last = kept.numbers().stream().findFirst().orElse(0);
        return kept;
    }

    /**
     * A mail as it is read.
     *
     * @param to whom it was delivered to
     * @param text its plain text, or nothing
     * @param html its HTML, or nothing
     */
    record Message(
            int id,
            String to,
            String from,
            String subject,
            String sent,
            String text,
            String html,
            List<Attachment> attachments) {
        Message {
            attachments = List.copyOf(attachments);
        }
    }

    /** What comes beside the words. */
    record Attachment(String name, String type, byte[] bytes) {
        Attachment {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    synchronized void add(String recipient, MimeMessage message)
            throws IOException, MessagingException {
        Path whole = file(++last);
        Path draft = directory.resolve(whole.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(draft)) {
            out.write(
                    ("X-Delivered-To: " + recipient.replaceAll("[\\r\\n]", "") + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            message.writeTo(out);
        }
        // Nobody reads half a mail, also not after a kill.
        Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        for (int old : numbers().stream().skip(MOST).toList()) {
            Files.deleteIfExists(file(old));
        }
    }

    /** The newest first. */
    List<Message> all() throws IOException {
        List<Message> found = new ArrayList<>();
        for (int number : numbers()) {
            find(number).ifPresent(found::add);
        }
        return found;
    }

    Optional<Message> find(int number) throws IOException {
        Path file = file(number);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(SESSION, in);
            Reading reading = new Reading();
            reading.take(mail);
            return Optional.of(
                    new Message(
                            number,
                            header(mail, "X-Delivered-To"),
                            header(mail, "From"),
                            mail.getSubject() == null ? "" : mail.getSubject(),
                            header(mail, "Date"),
                            reading.text.toString(),
                            reading.html.toString(),
                            reading.attachments));
        } catch (MessagingException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    private static final class Reading {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();

        void take(Part part) throws MessagingException, IOException {
            if (part.getContent() instanceof Multipart many) {
                for (int i = 0; i < many.getCount(); i++) {
                    take(many.getBodyPart(i));
                }
                return;
            }
            byte[] bytes = bytes(part);
            if (part.getFileName() != null || part.isMimeType("text/calendar")) {
                String name = part.getFileName() == null ? "calendar.ics" : part.getFileName();
                attachments.add(new Attachment(name, part.getContentType(), bytes));
            } else if (part.isMimeType("text/html")) {
                html.append(new String(bytes, StandardCharsets.UTF_8));
            } else {
                text.append(new String(bytes, StandardCharsets.UTF_8));
            }
        }

        private static byte[] bytes(Part part) throws MessagingException, IOException {
            try (InputStream in = part.getInputStream()) {
                return in.readAllBytes();
            }
        }
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        String[] values = mail.getHeader(name);
        return values == null ? "" : values[0];
    }

    private Path file(int number) {
        return directory.resolve(String.format(java.util.Locale.ROOT, "%08d.eml", number));
    }

    private List<Integer> numbers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> FILE.matcher(name).matches())
                    .map(name -> Integer.parseInt(name.substring(0, 8)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
