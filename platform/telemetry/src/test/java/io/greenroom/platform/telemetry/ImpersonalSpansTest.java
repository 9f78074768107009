package io.greenroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpersonalSpansTest {
    @ParameterizedTest
    @CsvSource({
        "url.query, q=what+somebody+looks+for, -",
        "client.address, 203.0.113.7, -",
        "user_agent.original, Mozilla/5.0, -",
        "network.peer.address, 203.0.113.7, -",
        "url.full, http://host/sessions/join/dG9rZW4?to=somebody, http://host/sessions/join/-?-",
        "url.full, http://host/api/catalog/questions, http://host/api/catalog/questions",
        "url.path, /sessions/join/dG9rZW4, /sessions/join/-",
        "url.path, /api/practice/attempts/4711, /api/practice/attempts/4711",
        "http.request.method, POST, POST"
    })
    void blanksWhatTellsOfAPerson(String name, String noted, String kept) {
        assertThat(spanWith(name, noted).getAttribute(AttributeKey.stringKey(name)))
                .isEqualTo(kept);
        assertThat(
                        spanThatEndsWith(AttributeKey.stringKey(name), noted)
                                .getAttribute(AttributeKey.stringKey(name)))
                .isEqualTo(kept);
    }

    @Test
    void blanksThePortOfWhoAsked() {
        var port = AttributeKey.longKey("network.peer.port");
        assertThat(spanThatEndsWith(port, 50_123L).getAttribute(port)).isZero();
    }

    @Test
    void addsNothing() {
        assertThat(spanWith("http.request.method", "GET").getAttributes().size()).isOne();
    }

    /** Some is noted with the answer alone. */
    private static <T> ReadableSpan spanThatEndsWith(AttributeKey<T> name, T value) {
        try (var spans =
                SdkTracerProvider.builder().addSpanProcessor(new ImpersonalSpans()).build()) {
            var span = spans.get("test").spanBuilder("GET /").startSpan();
            span.setAttribute(name, value);
            span.end();
            return (ReadableSpan) span;
        }
    }

    private static ReadableSpan spanWith(String name, String value) {
        try (var spans =
                SdkTracerProvider.builder().addSpanProcessor(new ImpersonalSpans()).build()) {
            return (ReadableSpan)
                    spans.get("test").spanBuilder("GET /").setAttribute(name, value).startSpan();
        }
    }
}
