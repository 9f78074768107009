package io.greenroom.local.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Whether a port of the loopback interface can be had. */
public final class PortCheck {

    private static final int CONNECT_MILLIS = 500;

    private PortCheck() {}

    /**
     * Taken means that we could not listen on 127.0.0.1, or that somebody answers on ::1: a browser
     * told "localhost" may go there first and would meet a stranger.
     */
    public static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // A port in TIME_WAIT is free for a server; without this it would look taken.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
        } catch (IOException e) {
            return true;
        }
        return answers("::1", port);
    }

    /** Whether something accepts a connection. */
    public static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral(address), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
