package io.greenroom.gateway.me;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.gateway.routing.Service;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All that the services hold of somebody, as one archive. It is written as it comes, so no more
 * than a page of it is in memory.
 */
final class OwnDataCopy {
    private final ObjectMapper json;
    private final MeView me;
    private final Map<Service, OwnDataSource.Parts> parts;
    private final OwnDataSource source;

    OwnDataCopy(
            ObjectMapper json,
            MeView me,
            Map<Service, OwnDataSource.Parts> parts,
            OwnDataSource source) {
        this.json = json;
        this.me = me;
        this.parts = Map.copyOf(parts);
        this.source = source;
    }

    /**
     * One file of the archive.
     *
     * @param about what it is, for the person
     * @param items how many there are in it
     */
    record File(String file, String service, String about, int items) {}

    /** What the archive holds. */
    record Manifest(String format, Instant exportedAt, MeView account, List<File> files) {
        Manifest {
            files = List.copyOf(files);
        }
    }

    /** The archive would be longer than it may be. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /**
     * Writes all of it, or fails.
     *
     * @param limit how many bytes at most
     */
    void writeTo(OutputStream out, long limit) throws IOException {
        try (var zip = new ZipOutputStream(new Limited(out, limit), StandardCharsets.UTF_8)) {
            var files = new ArrayList<File>();
            for (var service : Service.values()) {
                var offered = parts.get(service);
                if (offered != null) {
                    for (var part : offered.parts()) {
                        files.add(write(zip, service, part));
                    }
                }
            }
            var manifest =
                    new Manifest(
                            "greenroom-own-data.v1",
                            Instant.now().truncatedTo(ChronoUnit.SECONDS),
                            me,
                            files);
            zip.putNextEntry(new ZipEntry("index.html"));
            zip.write(OwnDataIndexPage.of(manifest).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        }
    }

    private File write(ZipOutputStream zip, Service service, OwnDataSource.Part part)
            throws IOException {
        var file = service.serviceName().replace("-service", "") + "/" + part.name() + ".json";
        zip.putNextEntry(new ZipEntry(file));
        int items = 0;
        var generator = json.createGenerator(zip);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.useDefaultPrettyPrinter();
        generator.writeStartArray();
        String after = "";
        while (after != null) {
            var page = source.page(service, part.name(), after);
            for (JsonNode item : page.items()) {
                generator.writeTree(item);
                items++;
            }
            after = page.next();
        }
        generator.writeEndArray();
        generator.close();
        zip.closeEntry();
        return new File(file, service.serviceName(), part.about(), items);
    }

    /** Leaves the stream open, which is its owner's to close. */
    private static final class Limited extends FilterOutputStream {
        private final long limit;
        private long written;

        private Limited(OutputStream out, long limit) {
            super(out);
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int more) throws IOException {
            written += more;
            if (written > limit) {
                throw new TooLongException(limit);
            }
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
