package io.greenroom.catalog.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * UTF-8 text as it comes in. Refuses what is too long, for the file and for one question, and what
 * is no UTF-8, before a parser sees it; keeps nothing.
 */
final class GuardedInput extends InputStream {
    private static final int HEAD = 6;
    private static final int[][] PACKED = {
        {0x1f, 0x8b},
        {'P', 'K', 3, 4},
        {'B', 'Z', 'h'},
        {0xfd, '7', 'z', 'X', 'Z', 0},
        {0x28, 0xb5, 0x2f, 0xfd},
        {'7', 'z', 0xbc, 0xaf}
    };

    private final InputStream in;
    private final long mostBytes;
    private final byte[] head;
    private int headRead;
    private long position;
    private long unitStart;
    private long line = 1;
    private int continuations;
    private int lowest;
    private int highest;

    /**
     * @param mostBytes more is refused
     * @throws IOException when it begins like something else than UTF-8 text
     */
    GuardedInput(InputStream in, long mostBytes) throws IOException {
        this.in = in;
        this.mostBytes = mostBytes;
        var first = in.readNBytes(HEAD);
        if (begins(first, 0xff, 0xfe) || begins(first, 0xfe, 0xff)) {
            throw new Refused(
                    Refused.Kind.NOT_UTF_8,
                    "The file is UTF-16 (by its byte order mark at byte 0). Save it as UTF-8.");
        }
        if (begins(first, 0, 0, 0xfe, 0xff)) {
            throw new Refused(
                    Refused.Kind.NOT_UTF_8,
                    "The file is UTF-32 (by its byte order mark at byte 0). Save it as UTF-8.");
        }
        for (var packed : PACKED) {
            if (begins(first, packed)) {
                throw new Refused(
                        Refused.Kind.COMPRESSED,
                        "The file is compressed. Unpack it first; only a QTI package is a zip.");
            }
        }
        int mark = begins(first, 0xef, 0xbb, 0xbf) ? 3 : 0;
        this.head = Arrays.copyOfRange(first, mark, first.length);
        this.position = mark;
    }

    static GuardedInput of(InputStream in) throws IOException {
        return new GuardedInput(in, Bounds.FILE_BYTES);
    }

    /** A new question begins: its bytes are counted from here. */
    void unit() {
        unitStart = position;
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read;
        if (headRead < head.length) {
            read = Math.min(length, head.length - headRead);
            System.arraycopy(head, headRead, target, offset, read);
            headRead += read;
        } else {
            read = in.read(target, offset, length);
        }
        if (read < 0) {
            if (continuations > 0) {
                throw notUtf8(position, "ends within a character");
            }
            return read;
        }
        for (int i = 0; i < read; i++) {
            check(target[offset + i] & 0xff);
            position++;
        }
        if (position > mostBytes) {
            throw new Refused(
                    Refused.Kind.TOO_LARGE,
                    "A file may have at most %,d bytes.".formatted(mostBytes));
        }
        if (position - unitStart > Bounds.QUESTION_BYTES) {
            throw new Refused(
                    Refused.Kind.TOO_LARGE,
                    "A question may take at most %,d bytes of the file; this one begins before byte %,d (about line %,d)."
                            .formatted(Bounds.QUESTION_BYTES, unitStart, line));
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * As Unicode 16, table 3-7, has it: no overlong forms, no surrogates, nothing past U+10FFFF.
     */
    private void check(int b) throws Refused {
        if (continuations > 0) {
            if (b < lowest || b > highest) {
                throw notUtf8(position, "is none");
            }
            continuations--;
            lowest = 0x80;
            highest = 0xbf;
            return;
        }
        if (b == '\n') {
            line++;
        }
        if (b == 0) {
            throw new Refused(
                    Refused.Kind.NOT_UTF_8,
                    "The NUL character stands at byte %,d (line %,d); the file is no UTF-8 text, perhaps UTF-16."
                            .formatted(position, line));
        }
        if (b < 0x80) {
            return;
        }
        lowest = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
        highest = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
        if (b >= 0xc2 && b <= 0xdf) {
            continuations = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            continuations = 2;
        } else if (b >= 0xf0 && b <= 0xf4) {
            continuations = 3;
        } else {
            throw notUtf8(position, "is none");
        }
    }

    private Refused notUtf8(long at, String what) {
        return new Refused(
                Refused.Kind.NOT_UTF_8,
                "Only UTF-8 is taken, and byte %,d (line %,d) %s; it looks like Latin-1 or Windows-1252."
                        .formatted(at, line, what));
    }

    private static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
