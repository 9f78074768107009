package io.greenroom.local.ports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Finds the process that listens on a port, as far as the operating system lets us see it. */
public final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** The process id, when it can be known: another user's processes often cannot. */
    public static Optional<Long> pid(int port) {
        return Files.isDirectory(Path.of("/proc/self/fd")) ? fromProc(port) : fromLsof(port);
    }

    /** Such as {@code process 4711 (/usr/sbin/nginx)}. */
    public static Optional<String> describe(int port) {
        return pid(port)
                .map(
                        pid ->
                                "process "
                                        + pid
                                        + ProcessHandle.of(pid)
                                                .flatMap(handle -> handle.info().command())
                                                .map(command -> " (" + command + ")")
                                                .orElse(""));
    }

    private static Optional<Long> fromProc(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] fields = line.strip().split("\\s+");
                    if (fields.length > 9
                            && LISTENING.equals(fields[3])
                            && fields[1].endsWith(String.format(Locale.ROOT, ":%04X", port))) {
                        sockets.add("socket:[" + fields[9] + "]");
                    }
                }
            } catch (IOException e) {
                // No IPv6, or a restricted container: then there is nothing to add.
            }
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(pid, sockets))
                .findFirst();
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> open =
                Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : open) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Gone meanwhile, or not ours to look at.
        }
        return false;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<Long> fromLsof(int port) {
        try {
            Process lsof =
                    new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer =
                    new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            lsof.waitFor(5, TimeUnit.SECONDS);
            return answer.lines().findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
