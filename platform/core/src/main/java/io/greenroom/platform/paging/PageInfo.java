package io.greenroom.platform.paging;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param number counted from 0
 * @param size how many items a page holds, 1 to 100
 * @param total items in all pages together
 */
@Schema(requiredProperties = {"number", "size", "total"})
public record PageInfo(int number, int size, long total) {}
