package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as a file has it, in the shape of the pack schema; nothing of it has been checked.
 *
 * @param row from 1
 * @param line where it begins in the file, from 1; 0 where a format has no lines
 * @param id null when the file names none
 * @param slug null when the file names none
 * @param pack null when the file names none
 * @param content what the file says, and null for what it says is not there; what it does not
 *     mention is missing
 * @param errors what could not be read of it
 * @param remarks what the file has and is not taken
 */
record ExchangedQuestion(
        int row,
        int line,
        @Nullable String id,
        @Nullable String slug,
        @Nullable String pack,
        ObjectNode content,
        List<Problem.FieldError> errors,
        List<String> remarks) {
    ExchangedQuestion {
        errors = List.copyOf(errors);
        remarks = List.copyOf(remarks);
    }

    /** To be written. */
    static ExchangedQuestion of(
            String id, @Nullable String slug, @Nullable String pack, ObjectNode content) {
        return new ExchangedQuestion(0, 0, id, slug, pack, content, List.of(), List.of());
    }

    /** To be written in a format that XML carries and that knows no packs. */
    ExchangedQuestion forXml() {
        return of(String.valueOf(id), slug, null, Texts.forXml(content));
    }

    /** One that cannot be taken over, and why. */
    static ExchangedQuestion refused(
            int row,
            int line,
            @Nullable String id,
            ObjectNode content,
            String why,
            List<String> remarks) {
        return new ExchangedQuestion(
                row,
                line,
                id,
                null,
                null,
                content,
                List.of(new Problem.FieldError("", why)),
                remarks);
    }
}
