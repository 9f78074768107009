package io.greenroom.catalog.pack;

import io.greenroom.catalog.question.CuratedQuestion;
import java.util.List;

/** A pack that fits the schema and all rules. */
record Pack(String id, String title, List<CuratedQuestion> questions) {
    Pack {
        questions = List.copyOf(questions);
    }
}
