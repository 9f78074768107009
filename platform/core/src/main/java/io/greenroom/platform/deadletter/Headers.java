package io.greenroom.platform.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The Kafka headers of dead letters and of their replays. */
final class Headers {
    /** The consumer's framework writes these. */
    static final String FAILURE = "dead-letter-exception-class-name";

    static final String REASON = "dead-letter-reason";
    static final String CAUSE_FAILURE = "dead-letter-cause-class-name";
    static final String CAUSE = "dead-letter-cause";
    static final String TOPIC = "dead-letter-topic";
    static final String PARTITION = "dead-letter-partition";
    static final String OFFSET = "dead-letter-offset";

    /** Which service could not process it: several may consume a topic. */
    static final String CONSUMER = "dead-letter-consumer";

    /** On an event that is sent again: the id of the dead letter, and the service that asked. */
    static final String REPLAY_OF = "replay-of";

    static final String REPLAY_BY = "replay-by";

    /** The event's own key, which is not the key of the replay. */
    static final String REPLAY_KEY = "replay-key";

    private Headers() {}

    /** The first of that name: copies of the original's headers come after the framework's own. */
    static @Nullable String first(org.apache.kafka.common.header.Headers headers, String name) {
        for (Header header : headers.headers(name)) {
            return header.value() == null
                    ? null
                    : new String(header.value(), StandardCharsets.UTF_8);
        }
        return null;
    }

    static void set(org.apache.kafka.common.header.Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
