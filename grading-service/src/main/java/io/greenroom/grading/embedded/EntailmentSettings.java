package io.greenroom.grading.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The stronger local model that an operator may give the embedded grader. */
@ConfigMapping(prefix = "greenroom.grading.embedded.entailment")
interface EntailmentSettings {
    /**
     * Absolute path of an ONNX file that judges pairs of texts: a cross-encoder with one output a
     * pair, or an NLI model with one a label. Nothing is asked but the two small models when empty.
     * It is loaded at start and costs its size in memory, and its time for a few dozen pairs an
     * answer.
     */
    Optional<String> model();

    /** Path of its {@code tokenizer.json}; when empty, the file of that name beside the model. */
    Optional<String> tokenizer();

    /**
     * The names of an NLI model's outputs, in order: {@code contradiction,entailment,neutral}. When
     * empty, {@code id2label} of the {@code config.json} beside the model or the tokenizer gives
     * them. A model with one output needs none.
     */
    Optional<List<String>> labels();

    /**
     * How much the model's word counts in the estimate of a criterion (0 to 1), the rest being the
     * fitted blend's. With 1 the blend does not count where the model can judge.
     */
    @WithDefault("0.5")
    double weight();
}
