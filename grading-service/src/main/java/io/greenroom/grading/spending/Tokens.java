package io.greenroom.grading.spending;

/** Tokens in, and tokens out. */
public record Tokens(long input, long output) {
    public static final Tokens NONE = new Tokens(0, 0);

    public Tokens plus(Tokens more) {
        return new Tokens(input + more.input, output + more.output);
    }
}
