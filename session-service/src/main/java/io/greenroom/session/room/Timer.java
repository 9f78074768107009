package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A timer that runs by the server's clock.
 *
 * @param runningSince null while it stands still
 * @param elapsedMillis what had passed when it last stood still
 * @param limitMillis the time that was planned; it goes on afterwards
 */
record Timer(@Nullable Instant runningSince, long elapsedMillis, long limitMillis) {
    static Timer of(Duration limit) {
        return new Timer(null, 0, limit.toMillis());
    }

    static Timer of(JsonNode json) {
        var since = json.path("runningSince");
        return new Timer(
                since.isTextual() ? Instant.parse(since.textValue()) : null,
                json.path("elapsedMs").asLong(),
                json.path("limitMs").asLong());
    }

    boolean isRunning() {
        return runningSince != null;
    }

    Timer started(Instant at) {
        return isRunning() ? this : new Timer(at, elapsedMillis, limitMillis);
    }

    /** What has passed is never taken back, whatever the clock does. */
    Timer stopped(Instant at) {
        return runningSince == null
                ? this
                : new Timer(
                        null,
                        elapsedMillis + Math.max(0, Duration.between(runningSince, at).toMillis()),
                        limitMillis);
    }

    ObjectNode json() {
        var json = Json.object();
        json.put("runningSince", runningSince == null ? null : runningSince.toString());
        return json.put("elapsedMs", elapsedMillis).put("limitMs", limitMillis);
    }
}
