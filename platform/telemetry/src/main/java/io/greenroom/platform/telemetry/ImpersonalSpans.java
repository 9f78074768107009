package io.greenroom.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Blanks what Quarkus notes of a request and what tells of a person: the query, which may hold what
 * somebody searched for, their address, their browser, and the link by which they join a session.
 */
@Singleton
final class ImpersonalSpans implements ExtendedSpanProcessor {
    private static final String BLANK = "-";
    private static final List<AttributeKey<String>> PERSONAL =
            List.of(
                    AttributeKey.stringKey("url.query"),
                    AttributeKey.stringKey("client.address"),
                    AttributeKey.stringKey("network.peer.address"),
                    AttributeKey.stringKey("user_agent.original"));

    private static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");
    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    private static final Pattern QUERY = Pattern.compile("[?#].*");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final Pattern JOIN = Pattern.compile("(?<=/join/)[^/?#]+");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        blank(span);
    }

    /** The other end of the connection is noted only with the answer. */
    @Override
    public void onEnding(ReadWriteSpan span) {
        blank(span);
    }

    private static void blank(ReadWriteSpan span) {
        for (var key : PERSONAL) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, BLANK);
            }
        }
        String path = span.getAttribute(PATH);
        if (path != null) {
            span.setAttribute(PATH, JOIN.matcher(path).replaceFirst(BLANK));
        }
        String url = span.getAttribute(URL);
        if (url != null) {
            span.setAttribute(
                    URL,
                    QUERY.matcher(JOIN.matcher(url).replaceFirst(BLANK)).replaceFirst("?" + BLANK));
        }
        if (span.getAttribute(PEER_PORT) != null) {
            span.setAttribute(PEER_PORT, 0L);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // It can no longer be changed.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
