package io.greenroom.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process, once: a pid alone may belong to a stranger after a crash or a reboot, a pid with the
 * moment of its start cannot.
 *
 * @param pid the process id
 * @param start the boot and the clock tick of the start on Linux, the second of the start elsewhere
 */
public record ProcessIdentity(long pid, String start) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Index of {@code starttime} in /proc/PID/stat, counted from the field after the name. */
    private static final int START_FIELD = 19;

    /** The identity of a live process; empty when there is none, or only its zombie. */
    public static Optional<ProcessIdentity> of(long pid) {
        return startOf(pid).map(start -> new ProcessIdentity(pid, start));
    }

    public boolean isAlive() {
        return startOf(pid).filter(start::equals).isPresent();
    }

    /** Whether it was started before the last reboot, so that nothing of it can be left. */
    public boolean isFromAnEarlierBoot() {
        return Files.isReadable(BOOT) && !start.startsWith(boot());
    }

    private static Optional<String> startOf(long pid) {
        if (Files.isReadable(BOOT)) {
            return fromProc(pid);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::getEpochSecond)
                .map(String::valueOf);
    }

    private static Optional<String> fromProc(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in parentheses may hold spaces and parentheses itself.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean gone = "Z".equals(fields[0]) || "X".equals(fields[0]);
            return gone ? Optional.empty() : Optional.of(boot() + ":" + fields[START_FIELD]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
