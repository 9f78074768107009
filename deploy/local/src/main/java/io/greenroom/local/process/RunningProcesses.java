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

    /** Of {@code /proc/PID/stat}, on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

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

    /** Processor time of a process, its children and those that have ended, where /proc tells. */
    public static double cpuSeconds(long pid) {
        double own = cpuTicks(pid) / TICKS_PER_SECOND;
        return own
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToDouble(child -> cpuTicks(child.pid()) / TICKS_PER_SECOND)
                        .sum();
    }

    private static double cpuTicks(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name is in brackets and may hold anything.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            // utime, stime and those of children that were waited for: proc(5), 14 to 17.
            return Long.parseLong(fields[11])
                    + Long.parseLong(fields[12])
                    + Long.parseLong(fields[13])
                    + Long.parseLong(fields[14]);
        } catch (IOException e) {
            return 0;
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
