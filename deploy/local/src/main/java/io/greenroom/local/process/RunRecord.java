package io.greenroom.local.process;

/**
 * What is known of a started part, kept on disk so that any later launcher can recognise it.
 *
 * @param name the part
 * @param pid its process id
 * @param start see {@link ProcessIdentity#start()}
 * @param fingerprint of the command and configuration it was started with; when a later {@code up}
 *     computes another one, the part is restarted
 * @param prepared whether the work after its first readiness (databases, topics) was finished
 */
public record RunRecord(String name, long pid, String start, String fingerprint, boolean prepared) {

    public ProcessIdentity identity() {
        return new ProcessIdentity(pid, start);
    }

    public RunRecord asPrepared() {
        return new RunRecord(name, pid, start, fingerprint, true);
    }
}
