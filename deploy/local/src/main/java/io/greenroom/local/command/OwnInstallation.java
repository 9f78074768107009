package io.greenroom.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.home.Archive;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A suite beside the person's own one, to measure on: its own data, caches and ports. */
final class OwnInstallation {
    private final Context context;
    private final Path place;
    private final int offset;

    /**
     * An installation that is not there yet.
     *
     * @param name of its folder
     * @param offset where its ports are, above the standard ones
     */
    OwnInstallation(Context context, String name, int offset) {
        this.context = context;
        this.place = context.home().state().resolve(name);
        this.offset = offset;
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

    /** Any program, for which ./greenroom means this installation. */
    ProcessBuilder on(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("GREENROOM_STATE_DIR", place.resolve("state").toString());
        builder.environment().put("GREENROOM_CACHE_DIR", place.resolve("cache").toString());
        builder.environment().put("GREENROOM_PORTS_OFFSET", String.valueOf(offset));
        // Training is measured by itself, not in the background of what is measured.
        builder.environment().put("CI", "true");
        return builder;
    }

    Path script() {
        return context.home().repository().resolve("greenroom");
    }

    Path place() {
        return place;
    }
}
