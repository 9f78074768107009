package io.greenroom.platform.paging;

/**
 * @param number counted from 0
 * @param size how many items a page holds, 1 to 100
 * @param total items in all pages together
 */
public record PageInfo(int number, int size, long total) {}
