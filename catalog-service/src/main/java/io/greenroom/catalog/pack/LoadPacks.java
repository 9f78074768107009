package io.greenroom.catalog.pack;

import io.greenroom.catalog.curation.TakeFiles;
import io.greenroom.catalog.question.PublishOutcome;
import io.greenroom.platform.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the packs of the content directory at start. A pack that cannot be taken over stops
 * nothing else: it is logged with every reason and listed for admins.
 */
@ApplicationScoped
class LoadPacks {
    private static final Logger LOG = Logger.getLogger(LoadPacks.class);

    private final PackReader reader;
    private final TakeFiles files;
    private final Path directory;
    private final Clock clock;
    private volatile List<PackReport> reports = List.of();

    @Inject
    LoadPacks(
            PackReader reader,
            TakeFiles files,
            @ConfigProperty(name = "greenroom.content.directory") Path directory,
            Clock clock) {
        this.reader = reader;
        this.files = files;
        this.directory = directory;
        this.clock = clock;
    }

    /** What became of each pack at the last start, in the order of their names. */
    List<PackReport> reports() {
        return reports;
    }

    void onStart(@Observes StartupEvent event) {
        load();
    }

    void load() {
        Path questions = directory.resolve("questions");
        var loaded = new ArrayList<PackReport>();
        var since = clock.instant();
        for (Path file : files(questions)) {
            loaded.add(load(questions.relativize(file).toString(), file));
        }
        reports = List.copyOf(loaded);
        long refused = loaded.stream().filter(r -> r.status() == PackReport.Status.REFUSED).count();
        LOG.infof(
                "Content: %d packs, %d refused; questions: %d new, %d changed, %d unchanged, %d"
                        + " edited in the database and kept",
                loaded.size(),
                refused,
                loaded.stream().mapToInt(r -> r.added().size()).sum(),
                loaded.stream().mapToInt(r -> r.changed().size()).sum(),
                loaded.stream().mapToInt(r -> r.unchanged().size()).sum(),
                loaded.stream().mapToInt(r -> r.kept().size()).sum());
        if (loaded.isEmpty()) {
            LOG.warnf("There are no packs under %s: the catalog gets no content", questions);
        } else {
            finish(since, loaded);
        }
    }

    private void finish(Instant since, List<PackReport> loaded) {
        var refused =
                loaded.stream()
                        .filter(report -> report.status() == PackReport.Status.REFUSED)
                        .map(PackReport::source)
                        .toList();
        try {
            VertxContextSupport.subscribeAndAwait(() -> files.finished(since, refused));
        } catch (Throwable e) {
            LOG.errorf(e, "What the files no longer have could not be noted");
        }
    }

    private Uni<PackReport> take(
            String source, String text, Function<Pack, Uni<List<PublishOutcome>>> how) {
        return switch (reader.read(text)) {
            case PackReader.Read.Broken broken ->
                    Uni.createFrom()
                            .item(PackReport.refused(source, broken.packId(), broken.errors()));
            case PackReader.Read.Fits fits ->
                    how.apply(fits.pack()).map(outcomes -> report(source, fits.pack(), outcomes));
        };
    }

    private PackReport load(String source, Path file) {
        PackReport report;
        try {
            String text = Files.readString(file);
            report =
                    VertxContextSupport.subscribeAndAwait(
                            () ->
                                    take(
                                            source,
                                            text,
                                            pack ->
                                                    files.take(
                                                            source, pack.id(), pack.questions())));
        } catch (IOException e) {
            report = unreadable(source, "The file cannot be read: " + e.getMessage());
        } catch (Throwable e) {
            LOG.errorf(e, "Pack %s could not be stored", source);
            report = unreadable(source, "The pack could not be stored; the log says why.");
        }
        if (report.status() == PackReport.Status.REFUSED) {
            LOG.errorf(
                    "Pack %s (%s) is refused, nothing of it was taken over:%s",
                    source, report.packId(), lines(report.errors()));
        }
        return report;
    }

    private static PackReport unreadable(String source, String reason) {
        return PackReport.refused(source, null, List.of(new Problem.FieldError("", reason)));
    }

    private static String lines(List<Problem.FieldError> errors) {
        var lines = new StringBuilder();
        errors.forEach(
                e -> lines.append("\n  ").append(e.pointer()).append(": ").append(e.detail()));
        return lines.toString();
    }

    private static PackReport report(String source, Pack pack, List<PublishOutcome> outcomes) {
        var added = new ArrayList<String>();
        var changed = new ArrayList<String>();
        var unchanged = new ArrayList<String>();
        var kept = new ArrayList<String>();
        var errors = new ArrayList<Problem.FieldError>();
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case PublishOutcome.Added a -> added.add(a.questionId());
                case PublishOutcome.Changed c -> changed.add(c.questionId());
                case PublishOutcome.Unchanged u -> unchanged.add(u.questionId());
                case PublishOutcome.Kept k -> kept.add(k.questionId());
                case PublishOutcome.Broken b -> {
                    for (var error : b.errors()) {
                        errors.add(
                                new Problem.FieldError(
                                        "/questions/" + i + error.pointer(), error.detail()));
                    }
                }
                case PublishOutcome.Conflict c ->
                        errors.add(new Problem.FieldError("/questions/" + i, c.reason()));
            }
        }
        return errors.isEmpty()
                ? new PackReport(
                        source,
                        pack.id(),
                        PackReport.Status.LOADED,
                        added,
                        changed,
                        unchanged,
                        kept,
                        errors)
                : PackReport.refused(source, pack.id(), errors);
    }

    private static List<Path> files(@Nullable Path directory) {
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (var walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The content directory cannot be read", e);
        }
    }
}
