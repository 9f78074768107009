package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.problem.Problem.FieldError;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the bytes of a format and questions, one at a time: a file is never held whole. */
interface Codec {
    Format format();

    /**
     * Starts reading.
     *
     * @throws Refused when the file is not taken
     */
    Reading read(InputStream in) throws IOException;

    /** Starts a file. */
    Writing write(OutputStream out, FileHeader header) throws IOException;

    /** What this format does not carry, all of it. */
    List<Loss> losses();

    /** What of a question's content is left when it has been written and read. */
    ObjectNode comesBack(ObjectNode content);

    /**
     * What a file says about itself; only packs do.
     *
     * @param packId null when the file names none
     */
    record FileHeader(@Nullable String packId, @Nullable String title) {
        static final FileHeader NONE = new FileHeader(null, null);
    }

    /** A file that is being read. */
    interface Reading extends Closeable {
        /**
         * The next question, null after the last.
         *
         * @throws Refused when the rest of the file is not taken
         */
        @Nullable ExchangedQuestion next() throws IOException;

        /** Known after the last question. */
        default FileHeader header() {
            return FileHeader.NONE;
        }

        /** What a pack says about itself, as it stands; null where there is none. */
        default @Nullable JsonNode packNode() {
            return null;
        }

        /** What is wrong with the file beside its questions; known after the last question. */
        default List<FieldError> errors() {
            return List.of();
        }

        /** What the file has beside its questions and is not taken; known after the last. */
        default List<String> remarks() {
            return List.of();
        }
    }

    /** A file that is being written; closing completes it. */
    interface Writing extends Closeable {
        void add(ExchangedQuestion question) throws IOException;
    }
}
