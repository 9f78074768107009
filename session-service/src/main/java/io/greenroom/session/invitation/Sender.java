package io.greenroom.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who our mail is from. */
@ApplicationScoped
class Sender {
    private final String from;

    @Inject
    Sender(@ConfigProperty(name = "quarkus.mailer.from") String from) {
        this.from = from;
    }

    /** The bare address: of {@code Greenroom <a@b>} only {@code a@b}. */
    String address() {
        int open = from.lastIndexOf('<');
        return open < 0 ? from.strip() : from.substring(open + 1, from.lastIndexOf('>')).strip();
    }
}
