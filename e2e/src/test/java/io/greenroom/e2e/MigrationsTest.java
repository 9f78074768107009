package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * While a version is rolled out, the one before serves on the same database. So a migration adds;
 * what it would take away or narrow goes one version later, when nobody uses it any more. Where
 * that version has come, the statement says so: {@code -- unused since 1.2: why}.
 */
class MigrationsTest {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("greenroom.repository")).normalize();

    /** The last migration of each service before the rule. */
    private static final Map<String, String> BEFORE =
            Map.of("catalog-service", "7", "session-service", "8", "grading-service", "5");

    private static final Pattern NAME = Pattern.compile("V(\\d+(?:_\\d+)?)__\\w+\\.sql");
    private static final Pattern EXCUSED = Pattern.compile("-- unused since \\d+\\.\\d+: \\S+");

    /** What breaks a version that knows nothing of it, and why. */
    private static final Map<Pattern, String> BREAKING =
            Map.of(
                    Pattern.compile("\\bdrop\\s+(table|column|view|sequence|type|function)\\b"),
                    "takes away what the version before may read",
                    Pattern.compile("\\brename\\b"),
                    "the version before knows the old name",
                    Pattern.compile("\\balter\\s+(column\\s+)?\\w+\\s+(set\\s+data\\s+)?type\\b"),
                    "the version before may write what no longer fits",
                    Pattern.compile("\\bset\\s+not\\s+null\\b"),
                    "the version before may leave it out",
                    Pattern.compile("\\badd\\s+(column\\s+)?\\w+(?![^,;]*\\bdefault\\b)[^,;]*\\bnot\\s+null\\b"),
                    "the version before leaves it out, and nothing stands in",
                    Pattern.compile("\\badd\\s+(constraint\\s+\\w+\\s+)?(check|unique|exclude|foreign)\\b"),
                    "the version before may write what is no longer allowed");

    @Test
    void theVersionBeforeWorksOnWithEveryMigration() throws IOException {
        for (var service : BEFORE.keySet()) {
            var known = new ArrayList<Path>();
            try (Stream<Path> files =
                    Files.list(REPOSITORY.resolve(service + "/src/main/resources/db/migration"))) {
                known.addAll(files.sorted().toList());
            }
            assertThat(known).as(service).isNotEmpty();
            for (var file : known) {
                if (version(file).compareTo(decimal(BEFORE.get(service))) > 0) {
                    assertThat(breaks(Files.readString(file))).as(file.toString()).isEmpty();
                }
            }
        }
    }

    @Test
    void whatTakesAwayOrNarrowsIsTold() {
        assertThat(breaks("alter table a drop column b;")).hasSize(1);
        assertThat(breaks("ALTER TABLE a RENAME COLUMN b TO c;")).hasSize(1);
        assertThat(breaks("alter table a alter column b type integer;")).hasSize(1);
        assertThat(breaks("alter table a alter column b set not null;")).hasSize(1);
        assertThat(breaks("alter table a add column b text not null;")).hasSize(1);
        assertThat(breaks("alter table a add constraint b check (c > 0);")).hasSize(1);
        assertThat(breaks("create table a (b text not null, check (b <> ''));")).isEmpty();
        assertThat(breaks("alter table a add column b text not null default '';")).isEmpty();
        assertThat(breaks("alter table a add column b text;\n-- do not drop column c\n")).isEmpty();
        assertThat(breaks("-- unused since 1.2: moved to d\nalter table a drop column b;")).isEmpty();
    }

    /** The statements that the version before could stumble over. */
    private static List<String> breaks(String sql) {
        var found = new ArrayList<String>();
        for (var statement : sql.split(";")) {
            if (EXCUSED.matcher(statement).find()) {
                continue;
            }
            var bare = statement.replaceAll("--[^\\n]*", " ").toLowerCase(Locale.ROOT).strip();
            BREAKING.forEach(
                    (what, why) -> {
                        if (!bare.startsWith("create ") && what.matcher(bare).find()) {
                            found.add(bare + ": " + why);
                        }
                    });
        }
        return found;
    }

    private static BigDecimal version(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).as(file.toString()).isTrue();
        return decimal(name.group(1));
    }

    private static BigDecimal decimal(String version) {
        return new BigDecimal(version.replace('_', '.'));
    }
}
