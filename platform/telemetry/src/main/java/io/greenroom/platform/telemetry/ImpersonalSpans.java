package io.greenroom.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Blanks what Quarkus notes of a request and what tells of a person: the query, which may hold what
 * somebody searched for, their address, their browser, and the link by which they join a session.
 */
@Singleton
final class ImpersonalSpans implements SpanProcessor {
    private static final String BLANK = "-";
    private static final List<AttributeKey<String>> PERSONAL =
            List.of(
                    AttributeKey.stringKey("url.query"),
                    AttributeKey.stringKey("client.address"),
                    AttributeKey.stringKey("user_agent.original"));

    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final Pattern JOIN = Pattern.compile("(?<=/join/)[^/]+");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (var key : PERSONAL) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, BLANK);
            }
        }
        String path = span.getAttribute(PATH);
        if (path != null) {
            span.setAttribute(PATH, JOIN.matcher(path).replaceFirst(BLANK));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // What is noted at the end is no person's.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
