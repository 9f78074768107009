package io.greenroom.catalog.meaning;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * What single word pieces add to the meaning of a short text: vectors whose sum points nearly where
 * the language model's vector of the text does. They are fitted to that model (see {@code
 * FitPiecesTest} and docs/search.md) and cost microseconds to add up. Order and grammar are lost.
 */
final class Pieces {
    /** Of {@link Meaning#MODEL}; another fit gets the next number. */
    static final String RESOURCE = "/meaning/pieces-1.bin";

    /** Of the pieces that are known, ascending. */
    private final short[] ids;

    private final Coarse[] vectors;

    private Pieces(short[] ids, Coarse[] vectors) {
        this.ids = ids;
        this.vectors = vectors;
    }

    /** Of vectors as they were fitted. */
    static Pieces of(int[] ids, float[][] vectors) {
        var shorts = new short[ids.length];
        var coarse = new Coarse[ids.length];
        for (int i = 0; i < ids.length; i++) {
            shorts[i] = (short) ids[i];
            coarse[i] = Coarse.of(vectors[i]);
        }
        return new Pieces(shorts, coarse);
    }

    static Pieces read() {
        try (var in = Pieces.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("It is not on the class path");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    static Pieces read(InputStream from) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(from));
        int count = in.readInt();
        int bytes = in.readInt();
        var ids = new short[count];
        var vectors = new Coarse[count];
        for (int i = 0; i < count; i++) {
            ids[i] = in.readShort();
            vectors[i] = new Coarse(in.readFloat(), in.readNBytes(bytes));
        }
        return new Pieces(ids, vectors);
    }

    void write(OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(ids.length);
        out.writeInt(vectors[0].numbers().length);
        for (int i = 0; i < ids.length; i++) {
            out.writeShort(ids[i]);
            out.writeFloat(vectors[i].scale());
            out.write(vectors[i].numbers());
        }
        out.flush();
    }

    /** Whether all of a text's pieces are known. */
    boolean know(long[] pieces) {
        for (long piece : pieces) {
            if (Arrays.binarySearch(ids, (short) piece) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param pieces all of which are known
     */
    void add(long[] pieces, float[] sum) {
        for (long piece : pieces) {
            vectors[Arrays.binarySearch(ids, (short) piece)].addTo(sum);
        }
    }
}
