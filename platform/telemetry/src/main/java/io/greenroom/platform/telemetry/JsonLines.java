package io.greenroom.platform.telemetry;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.JsonFormatter;

/** A log line as one JSON object: who says it, and of which trace it is. */
final class JsonLines extends JsonFormatter {
    private final String service;
    private final String instance;

    JsonLines(String service, String instance) {
        super(
                Map.of(
                        Key.LOGGER_NAME,
                        "logger",
                        Key.THREAD_NAME,
                        "thread",
                        Key.HOST_NAME,
                        "host",
                        Key.STACK_TRACE,
                        "exception"));
        this.service = service;
        this.instance = instance;
        setExceptionOutputType(ExceptionOutputType.FORMATTED);
        setZoneId("UTC");
    }

    @Override
    protected void after(Generator line, ExtLogRecord of) throws Exception {
        line.add("service", service).add("instance", instance);
        for (var id : new String[] {"traceId", "spanId"}) {
            String value = of.getMdc(id);
            if (value != null && !value.isEmpty()) {
                line.add(id, value);
            }
        }
    }
}
