package io.greenroom.grading.guard;

import java.util.List;

/** Gives texts their vectors of length 1. */
@FunctionalInterface
public interface Meaning {
    /** One vector a text, in the same order. */
    List<float[]> of(List<String> texts);
}
