package io.greenroom.gateway.me;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.gateway.routing.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the services hold of one person. */
interface OwnDataSource {
    /** What a service has to offer. */
    record Parts(List<Part> parts) {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /**
     * @param about what it is, for the person
     */
    record Part(String name, String about) {}

    /**
     * @param items a JSON array
     * @param next the key of the next page; none on the last one
     */
    record Page(JsonNode items, @Nullable String next) {}

    /** Which parts a service has. */
    Parts parts(Service service);

    /** Some items of a part. */
    Page page(Service service, String part, String after);

    /** A service did not give what it should. */
    final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Service service;
        private final int status;

        /**
         * @param status that it answered with, 0 for no answer
         */
        UnavailableException(Service service, int status, @Nullable Throwable cause) {
            super(service.serviceName() + " answered " + status, cause);
            this.service = service;
            this.status = status;
        }

        Service service() {
            return service;
        }

        int status() {
            return status;
        }
    }
}
