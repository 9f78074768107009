package io.greenroom.local.capacity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The arithmetic of docs/capacity.md: from what people do, and what each of these costs, to
 * instances, disks, money, and what is full first. It knows queues only by leaving room: cores are
 * planned to be half idle at the peak.
 */
public final class CapacityPlan {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double HOURS_PER_MONTH = 730;
    private static final double DAYS_PER_MONTH = 30.4;

    /** Begun, saved, watched, handed in, and seen. */
    private static final double REQUESTS_AN_ANSWER = 5;

    /** Begun, handed in, its events, its grade, and the outbox's and inbox's own. */
    private static final double COMMITS_AN_ANSWER = 6;

    /** By greenroom.room.batch of a busy instance; more when it is busier. */
    private static final double EDITS_A_COMMIT = 4;

    private static final double GIB = 1024.0 * 1024 * 1024;

    private final Properties inputs;
    private final long people;

    /**
     * @param people who come in a month
     */
    public CapacityPlan(Properties inputs, long people) {
        this.inputs = inputs;
        this.people = people;
    }

    /** The inputs that the page is computed from. */
    public static Properties published() {
        Properties inputs = new Properties();
        try (InputStream in = CapacityPlan.class.getResourceAsStream("/capacity.properties")) {
            inputs.load(in);
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plans for several sizes side by side, as a table in Markdown. */
    public static String table(Properties inputs, long... sizes) {
        List<List<Row>> columns = new ArrayList<>();
        for (long size : sizes) {
            columns.add(new CapacityPlan(inputs, size).rows());
        }
        StringBuilder table = new StringBuilder("| people a month |");
        for (long size : sizes) {
            table.append(String.format(Locale.ROOT, " %,d |", size));
        }
        table.append("\n|---|").append("---:|".repeat(sizes.length)).append('\n');
        for (int row = 0; row < columns.getFirst().size(); row++) {
            table.append("| ").append(columns.getFirst().get(row).what()).append(" |");
            for (List<Row> column : columns) {
                table.append(' ').append(column.get(row).value()).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** What has a bound that more instances do not move, the first to be full first. */
    public static String limits(Properties inputs) {
        CapacityPlan one = new CapacityPlan(inputs, 1);
        double gib = one.of("machine.database-gib");
        List<Limit> limits =
                List.of(
                        new Limit(
                                "three partitions of practice.submissions",
                                3
                                        * one.of("machine.partition-per-second")
                                        / one.peak("use.answers")),
                        new Limit(
                                "commits of one primary for sessions",
                                one.of("machine.commits-per-second") / one.commits()),
                        new Limit(
                                "cores of one primary, if it were alone with all",
                                one.of("machine.database-cores") / one.postgres()),
                        new Limit("disk of one primary for sessions", gib / one.sessionGib()),
                        new Limit("disk of one primary for grades", gib / one.gradingGib()));
        StringBuilder table =
                new StringBuilder("| what is full | at people a month |\n|---|---:|\n");
        limits.stream()
                .sorted(Comparator.comparingDouble(Limit::people))
                .forEach(
                        limit ->
                                table.append(
                                        String.format(
                                                Locale.ROOT,
                                                "| %s | %,d |\n",
                                                limit.what(),
                                                Math.round(limit.people() / 1000) * 1000)));
        return table.toString();
    }

    private record Limit(String what, double people) {}

    private record Row(String what, String value) {}

    private List<Row> rows() {
        double reads = peak("use.reads");
        double searches = peak("use.searches");
        double answers = peak("use.answers");
        double autosaves = answers * of("use.autosaves");
        double inRooms = peak("use.room-hours") * SECONDS_PER_HOUR;
        double edits = inRooms * of("use.edits-per-hour") / SECONDS_PER_HOUR;
        double gateway =
                cores(
                        reads * of("cost.read.gateway")
                                + searches * of("cost.search.gateway")
                                + autosaves * of("cost.autosave.gateway")
                                + answers * of("cost.answer.gateway")
                                + edits * of("cost.edit.gateway"));
        double catalog =
                cores(searches * of("cost.search.catalog") + answers * of("cost.answer.catalog"));
        double session =
                cores(
                        reads * of("cost.read.session")
                                + autosaves * of("cost.autosave.session")
                                + answers * of("cost.answer.session")
                                + edits * of("cost.edit.session"));
        double grading = cores(answers * of("cost.answer.grading"));
        double postgres = postgres();
        double kafka = cores(answers * of("cost.answer.kafka"));
        long gateways = instances(gateway);
        long catalogs = instances(catalog);
        long sessions = instances(session);
        long gradings = instances(grading);
        // Keycloak's database lives beside; a primary and a standby each for three services.
        double databaseCores = Math.max(3 * 2 * machineCores(), 2 * postgres);
        double brokerCores = Math.max(3, 3 * kafka);
        double sessionDisk = sessionGib();
        double gradingDisk = gradingGib();
        double catalogDisk = answersKept() * of("size.answer.catalog") / GIB;
        double cores =
                (gateways + catalogs + sessions + gradings) * machineCores()
                        + databaseCores
                        + brokerCores;
        double memory =
                gateways * of("machine.memory.gateway")
                        + catalogs * of("machine.memory.catalog")
                        + sessions * of("machine.memory.session")
                        + gradings * of("machine.memory.grading")
                        + 6 * of("machine.memory.postgres")
                        + 3 * of("machine.memory.kafka");
        // Twice: a standby; and as much again for backups and log.
        double disk = 4 * (sessionDisk + gradingDisk + catalogDisk);
        double machines =
                HOURS_PER_MONTH * (cores * of("price.core-hour") + memory * of("price.gib-hour"))
                        + disk * of("price.disk-gib-month");
        double tokens =
                perMonth("use.answers")
                        * (of("llm.input-tokens") * of("price.llm.input-million")
                                + of("llm.output-tokens") * of("price.llm.output-million"))
                        / 1e6;
        double commits = commits();
        return List.of(
                row(
                        "requests a second at the peak",
                        reads + searches + autosaves + answers * REQUESTS_AN_ANSWER),
                row("answers a second at the peak", answers),
                row("people in rooms at the peak", inRooms),
                row("edits a second at the peak", edits),
                row("gateway: instances", gateways),
                row("catalog-service: instances", catalogs),
                row("session-service: instances", sessions),
                row("grading-service: instances", gradings),
                row("PostgreSQL: cores needed, all primaries", postgres),
                row("session's commits a second at the peak", commits),
                row(
                        "… of what one primary can",
                        percent(commits / of("machine.commits-per-second"))),
                row(
                        "partitions of practice.submissions",
                        Math.max(3, Math.ceil(answers / of("machine.partition-per-second")))),
                row("session database, GiB", sessionDisk),
                row("grading database, GiB", gradingDisk),
                row("catalog database, GiB", catalogDisk),
                row("machines, $ a month", machines),
                row("language model for all answers, $ a month", tokens),
                row("$ for each person without / with a model", perPerson(machines, tokens)));
    }

    private double postgres() {
        double answers = peak("use.answers");
        return cores(
                peak("use.reads") * of("cost.read.postgres")
                        + peak("use.searches") * of("cost.search.postgres")
                        + answers * of("use.autosaves") * of("cost.autosave.postgres")
                        + answers * of("cost.answer.postgres")
                        + peak("use.room-hours")
                                * of("use.edits-per-hour")
                                * of("cost.edit.postgres"));
    }

    /** Group commit: edits of all rooms that wait go in one; each of the others is one. */
    private double commits() {
        double answers = peak("use.answers");
        double edits = peak("use.room-hours") * of("use.edits-per-hour");
        return answers * (of("use.autosaves") + COMMITS_AN_ANSWER) + edits / EDITS_A_COMMIT;
    }

    private double answersKept() {
        return perMonth("use.answers") * of("use.months");
    }

    private double sessionGib() {
        double edits = perMonth("use.room-hours") * of("use.edits-per-hour") * of("use.months");
        return (answersKept() * of("size.answer.session") + edits * of("size.edit.session")) / GIB;
    }

    private double gradingGib() {
        return answersKept() * of("size.answer.grading") / GIB;
    }

    private double of(String name) {
        return Double.parseDouble(inputs.getProperty(name));
    }

    /** A second of the busiest hour's peak. */
    private double peak(String perDay) {
        return people
                * of("use.daily-share")
                * of(perDay)
                * of("use.busy-hour-share")
                * of("use.peak")
                / SECONDS_PER_HOUR;
    }

    private double perMonth(String perDay) {
        return people * of("use.daily-share") * of(perDay) * DAYS_PER_MONTH;
    }

    /** Cores for so many milliseconds a second, with the room that is wanted. */
    private double cores(double millis) {
        return millis / 1000 / of("machine.busy");
    }

    private double machineCores() {
        return of("machine.cores");
    }

    private long instances(double cores) {
        return Math.max((long) of("machine.least"), (long) Math.ceil(cores / machineCores()));
    }

    private String perPerson(double machines, double tokens) {
        return String.format(
                Locale.ROOT, "%.4f / %.4f", machines / people, (machines + tokens) / people);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static Row row(String what, String value) {
        return new Row(what, value);
    }

    private static Row row(String what, double value) {
        return new Row(
                what,
                value == Math.rint(value) || value >= 100
                        ? String.format(Locale.ROOT, "%,.0f", value)
                        : String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.1f", value));
    }
}
