package io.greenroom.catalog.exchange;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.curation.FourEyes;
import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Questions out of files and into files, for admins. */
@Path("/api/catalog")
@Tag(name = "Exchange")
@RolesAllowed(Roles.ADMIN)
class ExchangeResource {
    private static final String IMPORTED = "imported";
    private static final int BATCH = 50;
    private static final int LONGEST_QUERY = 300;

    private final ImportQuestions imports;
    private final ExportQuestions exports;
    private final FourEyes fourEyes;
    private final Caller caller;

    @Inject
    ExchangeResource(
            ImportQuestions imports, ExportQuestions exports, FourEyes fourEyes, Caller caller) {
        this.imports = imports;
        this.exports = exports;
        this.fourEyes = fourEyes;
        this.caller = caller;
    }

    @POST
    @Path("imports")
    @Blocking
    @Consumes({
        "application/yaml",
        MediaType.APPLICATION_JSON,
        MediaType.TEXT_PLAIN,
        "text/csv",
        "text/markdown",
        MediaType.APPLICATION_XML,
        MediaType.TEXT_XML,
        "application/zip",
        MediaType.APPLICATION_OCTET_STREAM
    })
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Take over a file of questions, all of it or nothing; dryRun tells row by row"
                            + " what would change")
    public Response take(
            InputStream body,
            @QueryParam("dryRun") @DefaultValue("false") String dryRun,
            @QueryParam("format") @DefaultValue("auto") String format,
            @QueryParam("as") @Nullable String as,
            @QueryParam("pack") @DefaultValue(IMPORTED) String pack,
            @HeaderParam(ImportChoices.HEADER) @Nullable String choices)
            throws IOException {
        boolean dry = truth(dryRun);
        if (!Candidate.isId(pack)) {
            throw ProblemException.invalid(
                    "pack", "A pack's id has 2 to 80 small letters, digits and single hyphens.");
        }
        var chosen = ImportChoices.of(choices);
        var said = format.equals("auto") ? null : formatOf(format);
        var wanted =
                as == null ? null : one("as", as, ImportReport.As.values(), ImportReport.As::wire);
        var file = Files.createTempFile("greenroom-import", null);
        var report = Files.createTempFile("greenroom-import-report", null);
        try {
            keep(body, file);
            var found = said == null ? FormatSniffer.formatOf(head(file)) : said;
            var become =
                    (wanted != null
                                    ? wanted
                                    : found.isNative()
                                            ? ImportReport.As.PUBLISHED
                                            : ImportReport.As.DRAFTS)
                            .under(fourEyes);
            var order =
                    new ImportQuestions.Order(
                            Actor.of(caller), file, report, found, become, pack, chosen, dry);
            var inPack = ImportQuestions.skim(order);
            await(() -> imports.run(order, inPack));
            return Response.ok(Files.newInputStream(report, StandardOpenOption.DELETE_ON_CLOSE))
                    .build();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(report);
            var refused = Refused.within(e);
            if (refused != null) {
                throw ExchangeProblem.of(refused);
            }
            throw e;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** What comes in is read more than once, so it must stay somewhere; not in memory. */
    private static void keep(InputStream body, java.nio.file.Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[64 * 1024];
            long kept = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                kept += read;
                if (kept > Bounds.FILE_BYTES) {
                    throw new Refused(
                            Refused.Kind.TOO_LARGE,
                            "A file may have at most %,d bytes.".formatted(Bounds.FILE_BYTES));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static byte[] head(java.nio.file.Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(FormatSniffer.HEAD);
        }
    }

    @GET
    @Path("exports")
    @Blocking
    @Operation(summary = "Published questions as a file")
    public Response export(
            @QueryParam("format") @Nullable String format,
            @QueryParam("ids") List<String> ids,
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("topic") List<String> topics,
            @QueryParam("round") List<String> rounds,
            @QueryParam("level") List<String> levels,
            @QueryParam("difficulty") List<String> difficulties,
            @QueryParam("company") List<String> companies,
            @QueryParam("covers") List<String> covers)
            throws IOException {
        var wantedFormat = formatOf(format == null ? "" : format);
        if (words.length() > LONGEST_QUERY) {
            throw ProblemException.invalid(
                    "q", "A search has at most " + LONGEST_QUERY + " characters.");
        }
        var idList = ids.stream().flatMap(id -> Arrays.stream(id.split(","))).toList();
        var wanted =
                new ExportQuestions.Wanted(
                        idList,
                        words.strip(),
                        topics,
                        rounds.stream()
                                .map(round -> one("round", round, Round.values(), Round::wire))
                                .map(Round::wire)
                                .toList(),
                        levels.stream()
                                .map(
                                        level ->
                                                one(
                                                                        "level",
                                                                        level,
                                                                        QuestionContent.Level
                                                                                .values(),
                                                                        Enum::name)
                                                                .ordinal()
                                                        + 3)
                                .toList(),
                        difficulties.stream()
                                .map(
                                        difficulty ->
                                                one(
                                                        "difficulty",
                                                        difficulty,
                                                        new Integer[] {1, 2, 3, 4, 5},
                                                        String::valueOf))
                                .toList(),
                        companies,
                        covers);
        var found = await(() -> exports.find(wanted));
        var missing = new HashSet<>(idList);
        found.forEach(question -> missing.remove(question.id()));
        if (!missing.isEmpty()) {
            throw ProblemException.of(
                    CatalogProblem.QUESTION_NOT_FOUND,
                    "No published question has this id: "
                            + String.join(", ", missing.stream().sorted().limit(20).toList()));
        }
        return Response.ok((StreamingOutput) out -> write(wantedFormat, found, out))
                .type(wantedFormat.mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"greenroom-questions."
                                + wantedFormat.extension()
                                + "\"")
                .build();
    }

    private void write(Format format, List<ExportQuestions.Found> found, OutputStream out)
            throws IOException {
        var packs = found.stream().map(ExportQuestions.Found::packId).distinct().toList();
        boolean several = packs.size() > 1;
        var header =
                several || packs.isEmpty()
                        ? new Codec.FileHeader("exported", "Exported questions")
                        : new Codec.FileHeader(packs.getFirst(), "Exported questions");
        try (var writing = Codecs.of(format).write(out, header)) {
            for (int from = 0; from < found.size(); from += BATCH) {
                var ids =
                        found.subList(from, Math.min(found.size(), from + BATCH)).stream()
                                .map(ExportQuestions.Found::id)
                                .toList();
                for (var question : await(() -> exports.read(ids, several))) {
                    writing.add(question);
                }
            }
        }
    }

    @GET
    @Path("exports/losses")
    @Operation(summary = "What a format cannot carry")
    public LossReport losses(@QueryParam("format") @Nullable String format) {
        var wanted = formatOf(format == null ? "" : format);
        return new LossReport(wanted, Codecs.of(wanted).losses());
    }

    /** What a format does not carry as it is. */
    record LossReport(Format format, List<Loss> items) {
        LossReport {
            items = List.copyOf(items);
        }
    }

    @GET
    @Path("schemas/question-pack")
    @Produces("application/schema+json")
    @RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
    @Operation(summary = "The JSON Schema of question packs")
    public String packSchema() {
        try (var in =
                ExchangeResource.class
                        .getClassLoader()
                        .getResourceAsStream("contracts/catalog/question-pack.v1.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("The contracts are not on the class path");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits, on a thread that may wait; a problem comes out as it was thrown. */
    private static <T> T await(Supplier<Uni<T>> work) throws IOException {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ProblemException problem) {
                    throw problem;
                }
                if (cause instanceof IOException broken) {
                    throw broken;
                }
            }
            if (e instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IllegalStateException(e);
        }
    }

    private static Format formatOf(String wire) {
        return one("format", wire, Format.values(), Format::wire);
    }

    private static <T> T one(String name, String value, T[] allowed, Function<T, String> wire) {
        return Arrays.stream(allowed)
                .filter(candidate -> wire.apply(candidate).equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        name,
                                        Arrays.stream(allowed)
                                                .map(wire)
                                                .collect(
                                                        Collectors.joining(
                                                                ", ",
                                                                name + " must be one of ",
                                                                "."))));
    }

    /** Anything else than these two words might mean a dry run, and would publish. */
    private static boolean truth(String dryRun) {
        return switch (dryRun) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("dryRun", "dryRun must be true or false.");
        };
    }
}
