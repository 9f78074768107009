package io.greenroom.local.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.postgres.PostgresPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A base backup of the whole server, taken while it works: its files, the log that makes them
 * consistent, and the passwords that belong to them. All databases are of one and the same moment,
 * the end of the backup. It can be restored on its own; with the archived log ({@code
 * GREENROOM_WAL_ARCHIVE}), to any later moment.
 *
 * @param directory where it is
 */
public record BaseBackup(Path directory) {
    private static final String MANIFEST = "backup.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Contents that a server makes anew, and must: they belong to the process that is running. */
    private static final Set<String> LEFT_EMPTY =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_stat_tmp",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

    /** Takes one of the running server. A directory that is there is never written to. */
    public static BaseBackup take(Home home, PostgresPart postgres, Path directory)
            throws IOException, SQLException {
        var backup = new BaseBackup(directory.toAbsolutePath().normalize());
        if (Files.exists(backup.directory)) {
            throw new IOException(backup.directory + " is there already; name a new directory");
        }
        Path fresh = backup.directory.resolveSibling(backup.directory.getFileName() + ".part");
        Map<String, String> hashes = new TreeMap<>();
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("begunAt", Instant.now().toString());
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            // Keeps the log until it is copied, and goes with this connection. While another
            // backup is taken there can be no second one of that name, so what lies there is dead.
            statement.execute(
                    "select pg_create_physical_replication_slot('greenroom_backup', true, true)");
            Archive.delete(fresh);
            Files.createDirectories(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            String first =
                    one(statement, "select pg_walfile_name(pg_backup_start('greenroom', true))");
            copy(home.data(PostgresPart.NAME), fresh, "base", hashes);
            String last;
            try (ResultSet end =
                    statement.executeQuery(
                            "select labelfile, lsn, pg_walfile_name(lsn) as segment from"
                                    + " pg_backup_stop(false)")) {
                end.next();
                write(fresh, "base/backup_label", end.getString("labelfile"), hashes);
                manifest.put("endsAt", end.getString("lsn"));
                last = end.getString("segment");
            }
            manifest.put("takenAt", Instant.now().toString());
            statement.execute("select pg_switch_wal()");
            copyLog(home.data(PostgresPart.NAME).resolve("pg_wal"), fresh, first, last, hashes);
            manifest.put("server", one(statement, "show server_version"));
        }
        copyFile(home.state().resolve("secrets"), fresh, "secrets", hashes);
        Files.setPosixFilePermissions(
                fresh.resolve("secrets"), PosixFilePermissions.fromString("rw-------"));
        manifest.set("files", JSON.valueToTree(hashes));
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(fresh.resolve(MANIFEST).toFile(), manifest);
        Files.move(fresh, backup.directory, StandardCopyOption.ATOMIC_MOVE);
        return backup;
    }

    /** When it was complete: it cannot bring back anything older. */
    public Instant takenAt() throws IOException {
        return Instant.parse(
                JSON.readTree(directory.resolve(MANIFEST).toFile()).path("takenAt").asText());
    }

    /** Every file is there and says what it said when it was written. */
    public void verify() throws IOException {
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new IOException(directory + " holds no whole backup: there is no " + MANIFEST);
        }
        for (var file : JSON.readTree(manifest.toFile()).path("files").properties()) {
            Path path = directory.resolve(file.getKey()).normalize();
            if (!path.startsWith(directory) || !Files.isRegularFile(path)) {
                throw new IOException("The backup lacks " + file.getKey());
            }
            if (!hash(path).equals(file.getValue().asText())) {
                throw new IOException("The backup is damaged: " + file.getKey());
            }
        }
    }

    Path log() {
        return directory.resolve("wal");
    }

    Path secrets() {
        return directory.resolve("secrets");
    }

    /** Makes a data directory of it, from which a server can start to recover. */
    void layOut(Path data) throws IOException {
        Path parent = Objects.requireNonNull(data.toAbsolutePath().getParent());
        copy(directory.resolve("base"), parent, data.getFileName().toString(), null);
        for (String name : LEFT_EMPTY) {
            Files.createDirectories(data.resolve(name));
        }
        Files.createDirectories(data.resolve("pg_wal/archive_status"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }

    /** From the segment in which the backup begins to that in which it ends, and the histories. */
    private static void copyLog(
            Path log, Path to, String first, String last, Map<String, String> hashes)
            throws IOException {
        Files.createDirectories(to.resolve("wal"));
        try (var files = Files.list(log)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean wanted =
                        name.endsWith(".history")
                                || name.length() == first.length()
                                        && name.compareTo(first) >= 0
                                        && name.compareTo(last) <= 0;
                if (wanted) {
                    copyFile(file, to, "wal/" + name, hashes);
                }
            }
        }
        if (!Files.exists(to.resolve("wal").resolve(last))) {
            throw new IOException("The log of the backup is not whole: " + last + " is missing");
        }
    }

    private static void copy(Path from, Path to, String name, @Nullable Map<String, String> hashes)
            throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) throws IOException {
                        Path target = to.resolve(name).resolve(from.relativize(directory));
                        Files.createDirectories(target);
                        boolean empty =
                                from.equals(directory.getParent())
                                        && LEFT_EMPTY.contains(directory.getFileName().toString());
                        return empty || directory.getFileName().toString().startsWith("pgsql_tmp")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!LEFT_OUT.contains(file.getFileName().toString())) {
                            try {
                                copyFile(file, to, name + "/" + from.relativize(file), hashes);
                            } catch (NoSuchFileException gone) {
                                if (!Files.notExists(file)) {
                                    throw gone;
                                }
                                // Tables come and go meanwhile: the log knows.
                                Files.deleteIfExists(
                                        to.resolve(name).resolve(from.relativize(file)));
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException && Files.notExists(file)) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
    }

    private static void copyFile(
            Path file, Path to, String name, @Nullable Map<String, String> hashes)
            throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out =
                        new DigestOutputStream(Files.newOutputStream(to.resolve(name)), digest)) {
            in.transferTo(out);
        }
        if (hashes != null) {
            hashes.put(name, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static void write(Path to, String name, String text, Map<String, String> hashes)
            throws IOException {
        Files.writeString(to.resolve(name), text);
        hashes.put(name, hash(to.resolve(name)));
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out =
                        new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
