package io.greenroom.gateway.limits;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A part of something of which there is only so much. It is given back once, however often and from
 * whichever thread that is said.
 */
public final class Share {
    private final AtomicBoolean given = new AtomicBoolean();
    private final Runnable giveBack;

    /**
     * A share that was just taken.
     *
     * @param giveBack what to do with it at the end
     */
    public Share(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** Gives it back; nothing happens the second time. */
    public void end() {
        if (given.compareAndSet(false, true)) {
            giveBack.run();
        }
    }

    /** Gives it back at the end of the response at the latest, which may be past already. */
    public void endWith(RoutingContext rc) {
        rc.addEndHandler(ended -> end());
        if (rc.response().ended() || rc.response().closed()) {
            end();
        }
    }
}
