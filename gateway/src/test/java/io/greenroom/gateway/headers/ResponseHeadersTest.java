package io.greenroom.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.site.Site;
import io.vertx.core.MultiMap;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {
    @Test
    void pinsHttpsOnlyWhereBrowsersComeByHttps() {
        assertThat(headersFrom("https://greenroom.example").get("Strict-Transport-Security"))
                .startsWith("max-age=31536000");
        assertThat(headersFrom("http://localhost:8080").contains("Strict-Transport-Security"))
                .isFalse();
    }

    @Test
    void leavesEventStreamsUncompressed() {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap()
                        .add("Content-Type", "text/event-stream")
                        .add("Content-Encoding", "identity");

        new ResponseHeaders(new Site(URI.create("http://localhost")))
                .apply(headers, "/api/practice/attempts/1/events", 200, null);

        assertThat(headers.get("Content-Encoding")).isEqualTo("identity");
    }

    private static MultiMap headersFrom(String origin) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        new ResponseHeaders(new Site(URI.create(origin))).apply(headers, "/", 200, null);
        return headers;
    }
}
