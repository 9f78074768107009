package io.greenroom.grading.embedded;

import java.util.List;

/** Turns texts into vectors of length 1 whose dot product says how near their meanings are. */
interface Embedder {
    /** One vector a text, in the same order. */
    List<float[]> embed(List<String> texts);

    /** The model's name, for provenance. */
    String model();
}
