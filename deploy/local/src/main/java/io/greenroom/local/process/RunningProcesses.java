package io.greenroom.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at processes that this launcher may not have started itself. */
public final class RunningProcesses {

    private RunningProcesses() {}

    /**
     * The process that has exactly this argument on its command line: how a part is found again
     * whose record was lost, for example when the launcher was killed between start and record.
     */
    public static Optional<ProcessIdentity> withArgument(String argument) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> hasArgument(pid, argument))
                .findFirst()
                .flatMap(ProcessIdentity::of);
    }

    /** Whether any process has this text somewhere on its command line. */
    public static boolean areMentioning(String text) {
        return ProcessHandle.allProcesses()
                .anyMatch(
                        process ->
                                arguments(process.pid()).stream()
                                        .anyMatch(argument -> argument.contains(text)));
    }

    /** The memory that a process really holds, in bytes. */
    public static OptionalLong residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean hasArgument(long pid, String argument) {
        return arguments(pid).contains(argument);
    }

    private static List<String> arguments(long pid) {
        Path file = Path.of("/proc/" + pid + "/cmdline");
        try {
            if (Files.exists(file)) {
                String line = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                return Arrays.asList(line.split("\0"));
            }
        } catch (IOException e) {
            // Ended while we looked.
            return List.of();
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().arguments())
                .map(Arrays::asList)
                .orElse(List.of());
    }
}
