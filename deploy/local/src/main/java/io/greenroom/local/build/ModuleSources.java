package io.greenroom.local.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Everything that a module's program is made of: its own sources, those of the modules that all
 * share, and the parent POM. Tests are not part of the program.
 */
final class ModuleSources {

    /** Made by builds, or not compiled into the program. */
    private static final Set<String> SKIPPED =
            Set.of("target", "node_modules", "dist", "test", ".git", "coverage");

    private static final List<String> SHARED = List.of("platform", "contracts");

    private final Path repository;
    private final String module;

    ModuleSources(Path repository, String module) {
        this.repository = repository;
        this.module = module;
    }

    /** Changes when a file is added, removed, renamed or edited. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files()) {
                digest.update(
                        repository.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sources of " + module, e);
        }
    }

    /** When the youngest file was last written, in milliseconds since the epoch. */
    long newestMillis() {
        try {
            long newest = 0;
            for (Path file : files()) {
                newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
            }
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sources of " + module, e);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(repository.resolve("pom.xml"));
        List<String> modules = new ArrayList<>(SHARED);
        modules.add(module);
        for (String one : modules) {
            Path root = repository.resolve(one);
            if (Files.isDirectory(root)) {
                collect(root, files);
            }
        }
        files.sort(null);
        return files;
    }

    private static void collect(Path root, List<Path> files) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        return SKIPPED.contains(directory.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile() && !file.toString().endsWith(".md")) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
