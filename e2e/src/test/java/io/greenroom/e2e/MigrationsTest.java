package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a version is rolled out, the one before serves on the same database. So a migration adds;
 * what it would take away or narrow goes one version later, when nobody uses it any more. Where
 * that version has come, the statement says so: {@code -- unused since 1.2: why}.
 */
class MigrationsTest {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("greenroom.repository")).normalize();

    /** The last migration of each folder before the rule. */
    private static final Map<String, List<Integer>> BEFORE =
            Map.of(
                    "catalog-service/src/main/resources/db/migration",
                    List.of(7),
                    "session-service/src/main/resources/db/migration",
                    List.of(8),
                    "grading-service/src/main/resources/db/migration",
                    List.of(5),
                    "platform/core/src/main/resources/db/platform",
                    List.of(0, 3));

    private static final Pattern NAME = Pattern.compile("V(\\d+(?:_\\d+)*)__\\w+\\.sql");
    private static final Pattern EXCUSE = Pattern.compile("-- unused since \\d+\\.\\d+: \\S+");
    private static final String EXCUSED = " excused ";
    private static final Pattern CREATES =
            Pattern.compile("^create table (?:if not exists )?(\\w+)");
    private static final Pattern CONCERNS =
            Pattern.compile(
                    "^(?:alter table (?:if exists )?(?:only )?|create unique index .* on )(\\w+)");

    /** What breaks a version that knows nothing of it, and why. */
    private static final Map<Pattern, String> BREAKING =
            Map.of(
                    Pattern.compile("\\bdrop (?!constraint |not null|index )"),
                    "takes away what the version before may use",
                    Pattern.compile("\\brename\\b"),
                    "the version before knows the old name",
                    Pattern.compile("\\balter (column )?\\w+ (set data )?type\\b"),
                    "the version before may write what no longer fits",
                    Pattern.compile("\\bset not null\\b"),
                    "the version before may leave it out",
                    Pattern.compile(
                            "\\badd (column )?\\w+(?![^,]*\\bdefault\\b)[^,]*\\bnot null\\b"),
                    "the version before leaves it out, and nothing stands in",
                    Pattern.compile(
                            "\\badd (constraint \\w+ )?(check|unique|exclude|foreign|primary)\\b"),
                    "the version before may write what is no longer allowed",
                    Pattern.compile("^create unique index\\b"),
                    "the version before may write what is no longer allowed");

    @Test
    void theVersionBeforeWorksOnWithEveryMigration() throws IOException {
        for (var folder : BEFORE.keySet()) {
            try (Stream<Path> files = Files.list(REPOSITORY.resolve(folder))) {
                var known = files.sorted().toList();
                assertThat(known).as(folder).isNotEmpty();
                for (var file : known) {
                    if (Arrays.compare(version(file), ints(BEFORE.get(folder))) > 0) {
                        assertThat(breaks(Files.readString(file))).as(file.toString()).isEmpty();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table a drop column b;",
                "alter table a drop b;",
                "drop materialized view a;",
                "ALTER TABLE a RENAME COLUMN b TO c;",
                "alter table a alter column b type integer;",
                "alter table a alter column b set not null;",
                "alter table a alter column b drop default;",
                "alter table a add column b text not null;",
                "alter table a add b numeric(10, 2) not null;",
                "alter table a add constraint b check (c > 0);",
                "alter table a add primary key (b);",
                "create unique index b on a (c);",
                "-- here; and there\nalter table a drop column b;"
            })
    void whatTakesAwayOrNarrowsIsTold(String sql) {
        assertThat(breaks(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b text not null, check (b <> ''));",
                "create table a (b text);\ncreate unique index c on a (b);",
                "alter table a add column b text not null default '';",
                "alter table a add column b text;\n-- does not drop column c; that comes later\n",
                "alter table a alter column b drop not null;",
                "create index concurrently a on b (c);",
                "-- unused since 1.2: moved to d\nalter table a drop column b;"
            })
    void whatAddsOrIsExcusedIsNot(String sql) {
        assertThat(breaks(sql)).isEmpty();
    }

    /** The statements that the version before could stumble over. */
    private static List<String> breaks(String sql) {
        var found = new ArrayList<String>();
        var fresh = new HashSet<String>();
        var told = EXCUSE.matcher(sql).replaceAll(EXCUSED).replaceAll("--[^\\n]*", " ");
        for (var written : told.toLowerCase(Locale.ROOT).split(";")) {
            var statement = withoutParentheses(written).replaceAll("\\s+", " ").strip();
            var creates = CREATES.matcher(statement);
            if (creates.find()) {
                fresh.add(creates.group(1));
            }
            var concerns = CONCERNS.matcher(statement);
            boolean ofFresh = concerns.find() && fresh.contains(concerns.group(1));
            if (!ofFresh && !statement.startsWith(EXCUSED.strip())) {
                BREAKING.forEach(
                        (what, why) -> {
                            if (what.matcher(statement).find()) {
                                found.add(statement + ": " + why);
                            }
                        });
            }
        }
        return found;
    }

    private static String withoutParentheses(String statement) {
        var before = statement;
        var after = before.replaceAll("\\([^()]*\\)", " ");
        while (!after.equals(before)) {
            before = after;
            after = before.replaceAll("\\([^()]*\\)", " ");
        }
        return after;
    }

    private static int[] version(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).as(file.toString()).isTrue();
        return Arrays.stream(name.group(1).split("_")).mapToInt(Integer::parseInt).toArray();
    }

    private static int[] ints(List<Integer> version) {
        return version.stream().mapToInt(Integer::intValue).toArray();
    }
}
