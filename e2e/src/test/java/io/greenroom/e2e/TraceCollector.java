package io.greenroom.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/**
 * Takes the spans that the services export, as a collector would; keeps them while a test looks.
 */
final class TraceCollector {
    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final Queue<Recorded> spans = new ConcurrentLinkedQueue<>();
    private volatile boolean keeps;

    /**
     * A span as it came.
     *
     * @param parent empty for the first of its trace
     * @param whole everything in it, as text
     */
    record Recorded(
            String service, String trace, String id, String parent, String name, String whole) {}

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector listening() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void keep() {
        keeps = true;
    }

    /** Forgets what was kept and keeps no more. */
    void forget() {
        keeps = false;
        spans.clear();
    }

    List<Recorded> all() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body =
                    "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                            ? new GZIPInputStream(exchange.getRequestBody())
                            : exchange.getRequestBody();
            byte[] bytes = body.readAllBytes();
            if (keeps) {
                read(ExportTraceServiceRequest.parseFrom(bytes));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void read(ExportTraceServiceRequest request) {
        for (var resource : request.getResourceSpansList()) {
            String service =
                    resource.getResource().getAttributesList().stream()
                            .filter(attribute -> attribute.getKey().equals("service.name"))
                            .map(KeyValue::getValue)
                            .map(value -> value.getStringValue())
                            .findFirst()
                            .orElse("");
            for (var scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> spans.add(recorded(service, span)));
            }
        }
    }

    private static Recorded recorded(String service, Span span) {
        return new Recorded(
                service,
                HEX.formatHex(span.getTraceId().toByteArray()),
                HEX.formatHex(span.getSpanId().toByteArray()),
                HEX.formatHex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.toString());
    }
}
