package io.greenroom.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.process.RunRecords;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A suite beside the person's own one, to measure on: its own data, caches and ports. */
final class OwnInstallation {
    private final Context context;
    private final Path place;
    private final Path cache;
    private final int offset;
    private final Map<String, String> more = new HashMap<>();

    /**
     * An installation that is not there yet.
     *
     * @param name of its folder
     * @param offset where its ports are, above the standard ones
     */
    OwnInstallation(Context context, String name, int offset) {
        this(context, name, offset, context.home().state().resolve(name).resolve("cache"));
    }

    private OwnInstallation(Context context, String name, int offset, Path cache) {
        this.context = context;
        this.place = context.home().state().resolve(name);
        this.cache = cache;
        this.offset = offset;
    }

    /** One that need not unpack what is unpacked already. */
    static OwnInstallation sharingCaches(Context context, String name, int offset) {
        return new OwnInstallation(context, name, offset, context.home().cache());
    }

    /** Sets an environment variable for what is called from now on. */
    void set(String variable, String value) {
        more.put(variable, value);
    }

    Home home() {
        return new Home(context.home().repository(), place.resolve("state"), cache);
    }

    /** Stops what an earlier run may have left and deletes all of it. */
    void remove() throws IOException, InterruptedException {
        greenroom("down");
        Archive.delete(place);
    }

    void require(String... arguments) throws IOException, InterruptedException {
        if (greenroom(arguments) != 0) {
            throw new IOException("./greenroom " + String.join(" ", arguments) + " failed");
        }
    }

    /** Through the script, as a person would: its time counts too. */
    int greenroom(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(script().toString());
        command.addAll(List.of(arguments));
        return on(command).inheritIO().start().waitFor();
    }

    JsonNode status() throws IOException, InterruptedException {
        Process status =
                on(List.of(script().toString(), "status", "--json"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String json = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        status.waitFor();
        return new ObjectMapper().readTree(json);
    }

    /** How large each database is, in bytes, with its indexes. */
    Map<String, Long> databaseSizes() throws SQLException {
        Ports ports = new RunRecords(home().run()).ports().map(Ports::fromMap).orElseThrow();
        PostgresPart postgres = new PostgresPart(home(), ports, Secrets.in(home()));
        Map<String, Long> sizes = new TreeMap<>();
        for (String database : PostgresPart.DATABASES) {
            try (Connection connection = postgres.connect(database);
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select pg_database_size(current_database())")) {
                row.next();
                sizes.put(database, row.getLong(1));
            }
        }
        return sizes;
    }

    /** Any program, for which ./greenroom means this installation. */
    ProcessBuilder on(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("GREENROOM_STATE_DIR", place.resolve("state").toString());
        builder.environment().put("GREENROOM_CACHE_DIR", cache.toString());
        builder.environment().put("GREENROOM_PORTS_OFFSET", String.valueOf(offset));
        // Training is measured by itself, not in the background of what is measured.
        builder.environment().put("CI", "true");
        builder.environment().putAll(more);
        return builder;
    }

    Path script() {
        return context.home().repository().resolve("greenroom");
    }

    Path place() {
        return place;
    }
}
