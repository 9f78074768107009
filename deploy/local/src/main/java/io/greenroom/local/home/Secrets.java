package io.greenroom.local.home;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The passwords of one installation, generated on first use and kept in a file that only its owner
 * can read. Losing the file means losing access to the data beside it: {@code reset} removes both.
 */
public final class Secrets {

    /** A file lock guards against other processes only, not against other objects of this one. */
    private static final Object LOCK = new Object();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets in(Home home) {
        return new Secrets(home.state().resolve("secrets"));
    }

    /** The secret of this name: 48 hexadecimal digits, the same for as long as the file exists. */
    public String of(String name) {
        synchronized (LOCK) {
            String known = values.getProperty(name);
            if (known != null) {
                return known;
            }
            try (FileChannel channel =
                            FileChannel.open(
                                    file.resolveSibling("secrets.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                // Someone else, in this process or another, may have made it meanwhile.
                load();
                String made = values.getProperty(name);
                if (made != null) {
                    return made;
                }
                byte[] bytes = new byte[24];
                RANDOM.nextBytes(bytes);
                String fresh = HexFormat.of().formatHex(bytes);
                values.setProperty(name, fresh);
                save();
                return fresh;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot lock " + file, e);
            }
        }
    }

    private void load() {
        try {
            if (Files.exists(file)) {
                values.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private void save() {
        // Written beside and moved, so that a kill in between cannot leave half a file.
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            StringWriter text = new StringWriter();
            values.store(text, "Generated for this installation. Delete only together with data/.");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text.toString());
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
