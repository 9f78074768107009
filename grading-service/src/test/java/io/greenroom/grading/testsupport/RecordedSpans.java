package io.greenroom.grading.testsupport;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps every span that ends, as an exporter would see it. */
@Singleton
public class RecordedSpans implements SpanProcessor {
    private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

    public List<SpanData> all() {
        return List.copyOf(spans);
    }

    public void clear() {
        spans.clear();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // What ends is enough.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        spans.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
