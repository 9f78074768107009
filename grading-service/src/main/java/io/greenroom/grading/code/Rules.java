package io.greenroom.grading.code;

/** Recognises a family of things that programs do. */
interface Rules {
    void look(Execution program, Facts facts);
}
