package io.greenroom.local.home;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Unpacks compressed tar files, all or nothing. */
public final class Archive {

    private static final int OWNER_EXECUTES = 0100;

    private Archive() {}

    /**
     * Unpacks unless it is done already. It goes into a directory beside and is moved at the end,
     * so that a kill in between leaves nothing that looks finished.
     *
     * @param levels how many leading directories of each name to drop
     */
    public static void unpackOnce(InputSupplier archive, Path target, int levels)
            throws IOException {
        if (Files.isDirectory(target)) {
            return;
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        delete(fresh);
        Files.createDirectories(fresh);
        try (InputStream packed = new BufferedInputStream(archive.open());
                InputStream plain =
                        new BufferedInputStream(
                                new CompressorStreamFactory().createCompressorInputStream(packed));
                TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, fresh, levels);
            }
        } catch (CompressorException e) {
            throw new IOException("Not a compressed archive", e);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a directory with everything in it; nothing happens when it is not there. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void unpack(
            TarArchiveInputStream tar, TarArchiveEntry entry, Path root, int levels)
            throws IOException {
        Path name = Path.of(entry.getName()).normalize();
        if (name.getNameCount() <= levels || name.toString().isEmpty()) {
            return;
        }
        Path target = root.resolve(name.subpath(levels, name.getNameCount())).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive tries to write outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            target.toFile().setExecutable(true, false);
        }
    }

    /** Opens the archive, only when it is needed. */
    public interface InputSupplier {
        InputStream open() throws IOException;
    }
}
