package io.greenroom.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.local.backup.DrillRecord;
import io.greenroom.local.backup.Fingerprint;
import io.greenroom.local.bench.SubmissionLoad;
import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.kafka.KafkaPart;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.process.RunRecords;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Proves that a backup can be restored, on an installation of its own that is deleted"
                    + " afterwards:",
            "answers are graded, a backup is taken meanwhile, more are graded, the databases are"
                    + " destroyed,",
            "restored to the last commit and compared row by row, then restored to the moment"
                    + " before the last",
            "answers, compared again, started, and asked for old and new grades; and once more, to"
                    + " what came",
            "after both restores. Takes some minutes. What it found is kept in .greenroom/drills."
        })
final class DrillCommand implements Callable<Integer> {
    private static final int ANSWERS = 8;

    @Mixin private OwnInstallationOptions options = new OwnInstallationOptions();

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException, SQLException {
        Context context = Context.ofThisProcess();
        context.home().create();
        OwnInstallation own = OwnInstallation.sharingCaches(context, "drill", options.offset());
        options.bringUpToDate(context, progress);
        own.remove();
        DrillRecord record = new DrillRecord(Clock.systemUTC());
        try {
            run(own, record);
            boolean whole = record.end();
            say(whole ? "The drill has succeeded." : "THE DRILL HAS FAILED.");
            return whole ? 0 : Greenroom.FAILED;
        } catch (StartFailure
                | IOException
                | InterruptedException
                | SQLException
                | RuntimeException e) {
            record.fail(e);
            throw e;
        } finally {
            try {
                say("Recorded in %s", record.write(context.home().state().resolve("drills")));
            } finally {
                own.remove();
            }
        }
    }

    private void run(OwnInstallation own, DrillRecord record)
            throws StartFailure, IOException, InterruptedException, SQLException {
        Path log = Files.createDirectories(own.place().resolve("wal"));
        own.set("GREENROOM_WAL_ARCHIVE", log.toString());
        Path backup = own.place().resolve("backup");
        own.require("up", "--detach", "--no-build");
        int before = graded(own, ANSWERS);
        CompletableFuture<Integer> meanwhile =
                CompletableFuture.supplyAsync(() -> gradedUnchecked(own, ANSWERS));
        timed(record, "backup", () -> own.require("backup", backup.toString()));
        before += meanwhile.join();
        quiet(own);
        Fingerprint then = fingerprint(own);
        // What is written next is later, to the precision of a restore.
        Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        own.require("up", "--detach", "--no-build");
        int after = graded(own, ANSWERS);
        quiet(own);
        Fingerprint last = fingerprint(own);
        say("%d rows in %d tables before the disaster", last.rows(), last.tables().size());
        destroy(own);

        String[] restore = {"restore", backup.toString(), "--archive", log.toString()};
        timed(record, "restore to the last commit", () -> own.require(restore));
        same(record, "the last commit", last, fingerprintAlone(own));

        timed(
                record,
                "restore to a moment",
                () ->
                        own.require(
                                "restore",
                                backup.toString(),
                                "--archive",
                                log.toString(),
                                "--until",
                                moment.toString()));
        same(record, "the moment before", then, fingerprintAlone(own));
        own.require("up", "--detach", "--no-build");
        int old = load(own).graded();
        say("%d of %d old grades are shown; %d later ones are gone, as wished", old, before, after);
        record.counted("old grades that are shown", before, old);
        record.counted("new answers that are graded", 2, graded(own, 2));
        quiet(own);
        Fingerprint since = fingerprint(own);
        destroy(own);
        timed(record, "restore after both", () -> own.require(restore));
        same(record, "the last commit after both restores", since, fingerprintAlone(own));
    }

    /** A step of it. */
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void timed(DrillRecord record, String what, Step step)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        step.run();
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        record.took(what, time);
        say("%s: %.1f s", what, time.toMillis() / 1e3);
    }

    private void same(DrillRecord record, String what, Fingerprint wanted, Fingerprint found) {
        List<String> differences = record.compared(what, wanted, found);
        if (differences.isEmpty()) {
            say("%d rows in %d tables are those of %s", found.rows(), found.tables().size(), what);
            return;
        }
        say("Not what it was at %s:", what);
        differences.forEach(line -> say("  %s", line));
    }

    private static SubmissionLoad load(OwnInstallation own)
            throws IOException, InterruptedException {
        JsonNode status = own.status();
        return new SubmissionLoad(status.path("gateway").asText(), status.path("issuer").asText());
    }

    /** How many of so many answers were graded. */
    private static int graded(OwnInstallation own, int answers)
            throws IOException, InterruptedException {
        SubmissionLoad.Result result = load(own).run(1, answers);
        if (result.failed() > 0) {
            throw new IOException(result.failed() + " answers were never graded");
        }
        return result.graded();
    }

    private static int gradedUnchecked(OwnInstallation own, int answers) {
        try {
            return graded(own, answers);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops all that writes, and hands over the log. */
    private static void quiet(OwnInstallation own)
            throws IOException, InterruptedException, SQLException {
        awaitEmptyOutboxes(own);
        for (JsonNode part : own.status().path("services")) {
            String name = part.path("name").asText();
            if (!name.equals(PostgresPart.NAME) && !name.equals(KafkaPart.NAME)) {
                ProcessHandle.of(part.path("pid").asLong())
                        .ifPresent(
                                process -> {
                                    process.destroy();
                                    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
                                });
            }
        }
        try (Connection connection = postgres(own).connect();
                Statement statement = connection.createStatement()) {
            String segment;
            try (ResultSet row =
                    statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
                row.next();
                segment = row.getString(1);
            }
            Path archived = own.place().resolve("wal").resolve(segment);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.exists(archived)) {
                if (System.nanoTime() > until) {
                    throw new IOException("The log is not archived: " + archived);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static void awaitEmptyOutboxes(OwnInstallation own)
            throws SQLException, IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        for (String database : List.of("catalog", "session", "grading")) {
            try (Connection connection = postgres(own).connect(database);
                    Statement statement = connection.createStatement()) {
                boolean empty = false;
                while (!empty) {
                    try (ResultSet row =
                            statement.executeQuery("select not exists (select from outbox)")) {
                        row.next();
                        empty = row.getBoolean(1);
                    }
                    if (!empty && System.nanoTime() > until) {
                        throw new IOException("The outbox of " + database + " does not get empty");
                    }
                    if (!empty) {
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                }
            }
        }
    }

    private static Fingerprint fingerprint(OwnInstallation own) throws SQLException {
        return Fingerprint.of(postgres(own));
    }

    /** With nothing but the server running. */
    private Fingerprint fingerprintAlone(OwnInstallation own) throws StartFailure, SQLException {
        PostgresPart postgres = postgres(own);
        Stack alone = new Stack(own.home(), ports(own), List.of(postgres), Progress.silent());
        alone.start();
        try {
            return Fingerprint.of(postgres);
        } finally {
            alone.stop();
        }
    }

    /** Kills the server and deletes every byte of it. */
    private static void destroy(OwnInstallation own) throws IOException, InterruptedException {
        for (JsonNode part : own.status().path("services")) {
            if (part.path("name").asText().equals(PostgresPart.NAME)) {
                ProcessHandle.of(part.path("pid").asLong())
                        .ifPresent(
                                process -> {
                                    process.destroyForcibly();
                                    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
                                });
            }
        }
        own.require("down");
        Archive.delete(own.home().data(PostgresPart.NAME));
    }

    private static PostgresPart postgres(OwnInstallation own) {
        return new PostgresPart(
                own.home(),
                ports(own),
                Secrets.in(own.home()),
                PostgresPart.archivingTo(own.place().resolve("wal")));
    }

    private static Ports ports(OwnInstallation own) {
        return new RunRecords(own.home().run()).ports().map(Ports::fromMap).orElseThrow();
    }

    private void say(String format, Object... values) {
        progress.plain(String.format(java.util.Locale.ROOT, format, values));
    }
}
