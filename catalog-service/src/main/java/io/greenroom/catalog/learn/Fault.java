package io.greenroom.catalog.learn;

/**
 * Something wrong in a learning file.
 *
 * @param file its path under the content directory
 * @param pointer JSON Pointer into it
 */
public record Fault(String file, String pointer, String detail) {
    @Override
    public String toString() {
        return file + " " + pointer + ": " + detail;
    }
}
