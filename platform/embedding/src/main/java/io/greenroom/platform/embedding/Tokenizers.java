package io.greenroom.platform.embedding;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/** Cuts texts into the word pieces that a model knows. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * From the content of a {@code tokenizer.json}.
     *
     * @param longest of a text (or pair of texts) are kept this many pieces
     */
    public static HuggingFaceTokenizer read(InputStream json, int longest) throws IOException {
        return HuggingFaceTokenizer.newInstance(json, options(longest));
    }

    /** From a {@code tokenizer.json}. */
    public static HuggingFaceTokenizer read(Path json, int longest) throws IOException {
        return HuggingFaceTokenizer.newInstance(json, options(longest));
    }

    private static Map<String, String> options(int longest) {
        var most = String.valueOf(longest);
        return Map.of(
                "padding",
                "false",
                "truncation",
                "true",
                "maxLength",
                most,
                "modelMaxLength",
                most);
    }
}
