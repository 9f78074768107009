package io.greenroom.local.backup;

import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.kafka.KafkaPart;
import io.greenroom.local.kafka.TopicHistory;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way back from a base backup. What was there is set aside, never deleted. Afterwards databases
 * and topics agree again: to the last commit, everybody reads the topics anew, and what they had
 * taken in they know; to a moment before, what was said later is taken out of the topics, except
 * deletions of people, which hold whatever is restored.
 *
 * @param archive where the server's log was archived to, if it was
 * @param until the moment to go back to; the last commit that is archived when there is none
 */
public record Restore(
        Home home,
        Ports ports,
        BaseBackup backup,
        @Nullable Path archive,
        @Nullable Instant until,
        Progress progress) {
    private static final String SETTINGS = "postgresql.auto.conf";

    /** Weeks of log may have to be read. */
    private static final Duration RECOVERY = Duration.ofHours(24);

    /**
     * Restores, with nothing else running; at the end nothing runs.
     *
     * @param postgres and the broker, as they are started for this alone. The server must archive
     *     its log if the suite's does: the history of its new timeline belongs there, too, or the
     *     next restore knows nothing of what comes now
     */
    public void run(PostgresPart postgres, KafkaPart kafka)
            throws IOException, SQLException, StartFailure, InterruptedException {
        if (until != null && until.isBefore(backup.takenAt())) {
            throw new IOException(
                    "The backup was complete at "
                            + backup.takenAt()
                            + "; to go back before that, take an older one");
        }
        if (archive != null && !Files.isDirectory(archive)) {
            throw new IOException("There is no directory " + archive);
        }
        if (until != null && archive == null) {
            throw new IOException(
                    "A later moment than the backup's is only in the archived log: --until needs"
                            + " --archive");
        }
        progress.line("restore", "checking the backup");
        backup.verify();
        Path data = home.data(PostgresPart.NAME);
        Path fresh = data.resolveSibling(PostgresPart.NAME + ".restored");
        progress.line("restore", "laying out the databases");
        Archive.delete(fresh);
        backup.layOut(fresh);
        String settings = Files.readString(fresh.resolve(SETTINGS));
        Files.writeString(fresh.resolve(SETTINGS), recovery(), StandardOpenOption.APPEND);
        Files.createFile(fresh.resolve("recovery.signal"));
        String aside =
                ".before-"
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        if (until != null) {
            keepTopics(aside);
        }
        setAside(data, aside);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        secrets(aside);
        Stack stack =
                new Stack(home, ports, List.of(postgres.startingWithin(RECOVERY), kafka), progress);
        stack.start();
        try {
            try (Connection connection = postgres.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
                row.next();
                if (row.getBoolean(1)) {
                    throw new IOException("PostgreSQL is still recovering");
                }
            }
            Files.writeString(data.resolve(SETTINGS), settings);
            TopicHistory topics = new TopicHistory(KafkaPart.bootstrapServers(ports));
            if (until == null) {
                topics.readAnew();
                progress.line("restore", "everybody reads the topics anew");
            } else {
                long dropped = topics.goBackTo(until);
                progress.line("restore", "took " + dropped + " later events out of the topics");
            }
        } finally {
            stack.stop();
        }
    }

    private void setAside(Path data, String suffix) throws IOException {
        if (Files.exists(data)) {
            Path aside = data.resolveSibling(data.getFileName() + suffix);
            Files.move(data, aside);
            progress.line("restore", "set aside what was there: " + aside);
        }
    }

    /** They are written anew, and whatever happens meanwhile must not have cost what they held. */
    private void keepTopics(String suffix) throws IOException {
        Path data = home.data(KafkaPart.NAME);
        if (!Files.exists(data)) {
            return;
        }
        Path kept = data.resolveSibling(KafkaPart.NAME + suffix);
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(
                        path,
                        kept.resolve(data.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        progress.line("restore", "kept the topics as they were: " + kept);
    }

    /** Passwords belong to the databases that they open. */
    private void secrets(String suffix) throws IOException {
        Path own = home.state().resolve("secrets");
        if (Files.exists(own) && Files.mismatch(own, backup.secrets()) >= 0) {
            Files.move(own, own.resolveSibling(own.getFileName() + suffix));
        }
        Files.copy(
                backup.secrets(),
                own,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private String recovery() {
        String fetch = "cp \"" + backup.log() + "/%f\" \"%p\"";
        if (archive != null) {
            fetch = "cp \"" + archive.toAbsolutePath() + "/%f\" \"%p\" || " + fetch;
        }
        StringBuilder settings = new StringBuilder("\n");
        settings.append("restore_command = '").append(fetch).append("'\n");
        // Nobody looks at what is half restored.
        settings.append("hot_standby = off\n");
        settings.append("recovery_target_action = 'promote'\n");
        if (until != null) {
            settings.append("recovery_target_time = '")
                    .append(until.toString().replace("Z", "+00"))
                    .append("'\n");
        }
        return settings.toString();
    }
}
