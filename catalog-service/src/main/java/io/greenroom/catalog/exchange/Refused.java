package io.greenroom.catalog.exchange;

import java.io.IOException;
import java.io.Serial;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** A file that is not taken, with the reason for a person. */
final class Refused extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /** Why, roughly. */
    enum Kind {
        /** It is not what the format says. */
        UNREADABLE,
        /** It is not text in UTF-8. */
        NOT_UTF_8,
        /** It holds what is never taken: entities, aliases, odd names. */
        FORBIDDEN,
        /** It is more than is taken at once. */
        TOO_LARGE,
        /** It is packed in a way that is not unpacked here. */
        COMPRESSED
    }

    private final Kind kind;

    Refused(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** The refusal that a parser has wrapped into an exception of its own, if there is one. */
    static @Nullable Refused within(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = causeOf(cause)) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }

    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure instanceof XMLStreamException xml && xml.getNestedException() != null
                ? xml.getNestedException()
                : failure.getCause();
    }
}
