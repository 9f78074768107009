package io.greenroom.local.backup;

import io.greenroom.local.postgres.PostgresPart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the databases hold: for each table how many rows, and a hash over all of them.
 *
 * @param tables {@code database.table} to {@code rows hash}
 */
public record Fingerprint(Map<String, String> tables) {
    public Fingerprint {
        tables = new TreeMap<>(tables);
    }

    /** Of all databases of the suite; nobody should write meanwhile. */
    public static Fingerprint of(PostgresPart postgres) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        for (String database : PostgresPart.DATABASES) {
            try (Connection connection = postgres.connect(database);
                    Statement statement = connection.createStatement()) {
                for (String table : names(statement)) {
                    try (ResultSet row =
                            statement.executeQuery(
                                    """
                                    select count(*) || ' ' || coalesce(md5(string_agg(h, '' order by h)), '-')
                                    from (select md5(cast(t as text)) as h from public."%s" as t) as rows
                                    """
                                            .formatted(table))) {
                        row.next();
                        tables.put(database + "." + table, row.getString(1));
                    }
                }
            }
        }
        return new Fingerprint(tables);
    }

    /** The tables in which the two differ, with what stands in both. */
    public List<String> differences(Fingerprint other) {
        List<String> differences = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(tables);
        all.putAll(other.tables);
        for (String table : all.keySet()) {
            String here = tables.getOrDefault(table, "none");
            String there = other.tables.getOrDefault(table, "none");
            if (!here.equals(there)) {
                differences.add(table + ": " + here + " / " + there);
            }
        }
        return differences;
    }

    /** How many rows there are in all tables. */
    public long rows() {
        return tables.values().stream()
                .mapToLong(text -> Long.parseLong(text.substring(0, text.indexOf(' '))))
                .sum();
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema ="
                                + " 'public' and table_type = 'BASE TABLE' order by table_name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
