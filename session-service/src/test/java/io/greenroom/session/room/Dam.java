package io.greenroom.session.room;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands before the database and can hold everything back without closing anything, as a host does
 * that stands still.
 */
final class Dam implements AutoCloseable {
    private final NetServer server;
    private final List<NetSocket> sockets = new ArrayList<>();
    private boolean shut;
    private int connections;

    /**
     * @param port where the database is, on this machine
     */
    Dam(Vertx vertx, int port) {
        var client = vertx.createNetClient();
        server =
                vertx.createNetServer()
                        .connectHandler(
                                near -> {
                                    near.pause();
                                    client.connect(port, "localhost")
                                            .onFailure(failure -> near.close())
                                            .onSuccess(far -> join(near, far));
                                });
        Instances.join(server.listen(0, "localhost"));
    }

    private synchronized void join(NetSocket near, NetSocket far) {
        connections++;
        near.handler(far::write).endHandler(end -> far.end());
        far.handler(near::write).endHandler(end -> near.end());
        for (var socket : List.of(near, far)) {
            socket.exceptionHandler(broken -> {});
            sockets.add(socket);
            if (shut) {
                socket.pause();
            } else {
                socket.resume();
            }
        }
    }

    int port() {
        return server.actualPort();
    }

    /** How many connections there have been. */
    synchronized int connections() {
        return connections;
    }

    /** Nothing passes any more, on whatever connection. */
    synchronized void shut() {
        shut = true;
        sockets.forEach(NetSocket::pause);
    }

    /** Connections that are made from now on pass; those of before do not. */
    synchronized void openForNewOnes() {
        shut = false;
    }

    /** Everything passes, also what was held back. */
    synchronized void open() {
        shut = false;
        sockets.forEach(NetSocket::resume);
    }

    @Override
    public void close() {
        open();
        Future<Void> closed = server.close();
        Instances.join(closed);
    }
}
