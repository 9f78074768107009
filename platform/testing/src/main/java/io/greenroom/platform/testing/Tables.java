package io.greenroom.platform.testing;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;

/** All tables of a service, to search in all their columns. */
public final class Tables {
    private final DataSource database;

    public Tables(DataSource database) {
        this.database = database;
    }

    public List<String> names() throws SQLException {
        try (var connection = database.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select table_name from information_schema.tables
                                        where table_schema = current_schema() and table_type = 'BASE TABLE'
                                        order by table_name
                                        """)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** The tables in which any of these texts stands somewhere, in plain or as bytes. */
    public TreeSet<String> holding(List<String> texts) throws SQLException {
        var found = new TreeSet<String>();
        for (var table : names()) {
            for (var text : texts) {
                var bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
                if (holds(table, text) || holds(table, bytes)) {
                    found.add(table);
                    break;
                }
            }
        }
        return found;
    }

    private boolean holds(String table, String text) throws SQLException {
        return number(
                        "select count(*) from \"%s\" as r where strpos(cast(r as text), ?) > 0"
                                .formatted(table),
                        text)
                > 0;
    }

    /** What a query with one parameter counts. */
    public int number(String query, Object parameter) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
