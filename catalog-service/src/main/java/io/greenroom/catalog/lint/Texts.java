package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of a draft by their place; what is missing is left out. */
final class Texts {
    private Texts() {}

    /** All texts that people read. */
    static Map<String, String> all(DraftContent draft) {
        var texts = new LinkedHashMap<String, String>();
        put(texts, "/title", draft.title());
        put(texts, "/prompt", draft.prompt());
        put(texts, "/probe", draft.probe());
        put(texts, "/strongAnswer", draft.strongAnswer());
        put(texts, "/hints", draft.hints());
        put(texts, "/followUps", draft.followUps());
        texts.putAll(indicators(draft));
        for (int i = 0; i < draft.criteria().size(); i++) {
            var criterion = draft.criteria().get(i);
            var place = "/rubric/criteria/" + i;
            put(texts, place + "/title", criterion.title());
            criterion
                    .levels()
                    .forEach((level, text) -> put(texts, place + "/levels/" + level, text));
        }
        for (int i = 0; i < draft.redFlags().size(); i++) {
            var flag = draft.redFlags().get(i);
            put(texts, "/redFlags/" + i + "/title", flag.title());
            put(texts, "/redFlags/" + i + "/description", flag.description());
            put(texts, "/redFlags/" + i + "/signals", flag.signals());
        }
        return texts;
    }

    /** What a candidate reads before answering. */
    static Map<String, String> ofCandidate(DraftContent draft) {
        var texts = new LinkedHashMap<String, String>();
        put(texts, "/title", draft.title());
        put(texts, "/prompt", draft.prompt());
        put(texts, "/hints", draft.hints());
        return texts;
    }

    /** All indicators in order. */
    static Map<String, String> indicators(DraftContent draft) {
        var texts = new LinkedHashMap<String, String>();
        for (int i = 0; i < draft.criteria().size(); i++) {
            put(
                    texts,
                    "/rubric/criteria/" + i + "/indicators",
                    draft.criteria().get(i).indicators());
        }
        return texts;
    }

    private static void put(Map<String, String> texts, String pointer, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            texts.put(pointer, text);
        }
    }

    private static void put(Map<String, String> texts, String pointer, List<String> list) {
        for (int i = 0; i < list.size(); i++) {
            put(texts, pointer + "/" + i, list.get(i));
        }
    }
}
