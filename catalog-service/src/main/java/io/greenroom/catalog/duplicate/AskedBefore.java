package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.wording.Words;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows of a file ask that went by. Their texts are in a temporary file; in memory is only
 * which of them hold a word: at most 64 numbers a row, so 6 MiB for ten thousand rows. For one
 * thread at a time.
 */
public final class AskedBefore implements Closeable {
    private static final int BUCKETS = 1 << 14;

    /** The longest words of a row; by fewer it is hardly mistaken for another. */
    private static final int WORDS = 64;

    /** The share of a row's words, rare ones counting more, that an earlier one must hold. */
    private static final double SHARED = 0.1;

    /**
     * An earlier row.
     *
     * @param row its number, from 1
     */
    record Earlier(int row, String title, Asked asked) {}

    private final Path file;
    private final RandomAccessFile texts;

    /** Rows that hold a word which falls into the bucket, by their order here. */
    private final int[][] holding = new int[BUCKETS][];

    private final int[] held = new int[BUCKETS];
    private long[] places = new long[64];
    private int rows;

    public AskedBefore() throws IOException {
        file = Files.createTempFile("greenroom-import-rows", null);
        texts = new RandomAccessFile(file.toFile(), "rw");
    }

    void add(int row, DraftContent content) throws IOException {
        var asked = Asked.of(content);
        if (rows == places.length) {
            places = Arrays.copyOf(places, 2 * rows);
        }
        places[rows] = texts.length();
        texts.seek(places[rows]);
        texts.writeInt(row);
        write(content.title() == null ? "" : content.title());
        write(asked.task());
        write(asked.rubric());
        for (int bucket : buckets(asked)) {
            var own = holding[bucket];
            if (own == null) {
                own = new int[4];
            } else if (held[bucket] == own.length) {
                own = Arrays.copyOf(own, 2 * own.length);
            }
            own[held[bucket]++] = rows;
            holding[bucket] = own;
        }
        rows++;
    }

    /** Those that share most words, the nearest first. */
    List<Earlier> sharingWords(Asked asked, int most) throws IOException {
        var shared = new double[rows];
        double all = 0;
        for (int bucket : buckets(asked)) {
            double rarity = Math.log((rows + 2.0) / (held[bucket] + 1.0));
            all += rarity;
            for (int i = 0; i < held[bucket]; i++) {
                shared[holding[bucket][i]] += rarity;
            }
        }
        double enough = SHARED * all;
        var nearest =
                IntStream.range(0, rows)
                        .filter(i -> shared[i] > 0 && shared[i] >= enough)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -shared[i]))
                        .limit(most)
                        .toList();
        var found = new ArrayList<Earlier>();
        for (int one : nearest) {
            texts.seek(places[one]);
            found.add(new Earlier(texts.readInt(), read(), new Asked(read(), read())));
        }
        return found;
    }

    private static int[] buckets(Asked asked) {
        return Words.stems(asked.task()).stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(WORDS)
                .mapToInt(stem -> Math.floorMod(stem.hashCode() * 0x9E3779B1, BUCKETS))
                .distinct()
                .toArray();
    }

    private void write(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        texts.writeInt(bytes.length);
        texts.write(bytes);
    }

    private String read() throws IOException {
        var bytes = new byte[texts.readInt()];
        texts.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (texts) {
            Files.deleteIfExists(file);
        }
    }
}
