package io.greenroom.session.room;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** How the HTTP server takes WebSockets. */
@Singleton
class RoomServer implements HttpServerOptionsCustomizer {
    private final RoomConfig config;

    @Inject
    RoomServer(RoomConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    private void customize(HttpServerOptions options) {
        // Who does not answer that we leave is not waited for: ten seconds would hold up the end.
        options.setWebSocketClosingTimeout(1);
        // Twice what is allowed is read, so that a frame that is too large can be told so.
        options.setWebSocketSubProtocols(List.of(Rooms.PROTOCOL))
                .setMaxWebSocketFrameSize(config.frameBytes() * 2)
                .setMaxWebSocketMessageSize(config.frameBytes() * 2)
                // Entries are short: packing each for each client would cost more than it saves.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }
}
