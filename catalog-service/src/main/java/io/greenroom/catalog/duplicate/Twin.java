package io.greenroom.catalog.duplicate;

/**
 * Another row of the same file that asks nearly the same.
 *
 * @param row its number, from 1
 * @param similarity a share from 0 to 1, as of {@link Duplicate}
 */
public record Twin(int row, String title, double similarity) {}
