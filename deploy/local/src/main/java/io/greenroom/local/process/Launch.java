package io.greenroom.local.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is started.
 *
 * @param program the executable and whatever must stand before it
 * @param tuning options that change how fast it starts, never what it does: they are no reason to
 *     restart a running process, so they are left out of the fingerprint
 * @param arguments the rest of the command line
 * @param environment added to the launcher's own
 * @param directory where it runs
 */
public record Launch(
        List<String> program,
        List<String> tuning,
        List<String> arguments,
        Map<String, String> environment,
        Path directory) {

    public Launch {
        program = List.copyOf(program);
        tuning = List.copyOf(tuning);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    public List<String> command() {
        List<String> command = new ArrayList<>(program);
        command.addAll(tuning);
        command.addAll(arguments);
        return command;
    }

    /** Equal for two launches that would run the same program with the same configuration. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String word : program) {
                add(digest, word);
            }
            for (String word : arguments) {
                add(digest, word);
            }
            new TreeMap<>(environment)
                    .forEach(
                            (name, value) -> {
                                add(digest, name);
                                add(digest, value);
                            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String word) {
        digest.update(word.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
