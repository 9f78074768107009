package io.greenroom.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files are read and written a question at a time, however long they are. */
class StreamedFilesTest {
    private static final long ALMOST_ALL = Bounds.FILE_BYTES - 2L * Bounds.QUESTION_BYTES;

    /**
     * A file of almost 50 MB that exists nowhere: each part of it is made when it is asked for. By
     * the time a question is handed out, no more than one question's length beyond it has been
     * asked for.
     */
    @ParameterizedTest
    @EnumSource(Format.class)
    void readsALongFileAQuestionAtATime(Format format) throws IOException {
        var source = new Made(format, ALMOST_ALL);
        int questions = 0;
        long furthestAhead = 0;
        try (var reading = Codecs.of(format).read(source)) {
            for (var next = reading.next(); next != null; next = reading.next()) {
                assertThat(next.errors()).isEmpty();
                questions++;
                furthestAhead = Math.max(furthestAhead, source.questions - questions);
            }
        }
        assertThat(questions).isEqualTo(source.questions).isGreaterThan(100);
        assertThat(furthestAhead * source.longest).isLessThan(2L * Bounds.QUESTION_BYTES);
    }

    /** Writes questions for as long as somebody reads, and never holds more than a few. */
    private static final class Made extends InputStream {
        private final long bytes;
        private final boolean packed;
        private final Codec.Writing writing;
        private final Pipe pipe = new Pipe();
        private final List<ExchangedQuestion> questionsToRepeat = new ArrayList<>();
        private int questions;
        private long given;
        private long longest;
        private boolean ended;

        Made(Format format, long bytes) throws IOException {
            this.bytes = bytes;
            this.packed = format == Format.QTI3;
            this.writing =
                    Codecs.of(format).write(pipe, new Codec.FileHeader("long", "A long file"));
            var any = new AnyQuestion(format.ordinal());
            for (int i = 0; i < 7; i++) {
                var content = any.content();
                content.put("prompt", "A long prompt. ".repeat(2_000));
                questionsToRepeat.add(ExchangedQuestion.of("any", null, null, content));
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (pipe.size() == 0 && !ended) {
                if (given < bytes) {
                    var repeated = questionsToRepeat.get(questions % questionsToRepeat.size());
                    writing.add(
                            ExchangedQuestion.of(
                                    "long-" + questions++, null, null, repeated.content()));
                    if (packed) {
                        // The limit is on what comes out of the zip.
                        int unpacked = Qti3Codec.item(repeated).length() * 11 / 10;
                        given += unpacked;
                        longest = Math.max(longest, unpacked);
                    } else {
                        given += pipe.size();
                        longest = Math.max(longest, pipe.size());
                    }
                } else {
                    ended = true;
                    writing.close();
                }
            }
            return pipe.size() == 0 ? -1 : pipe.take(target, offset, length);
        }
    }

    /** What was written and not read yet. */
    private static final class Pipe extends OutputStream {
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private byte[] ready = new byte[0];
        private int taken;

        int size() {
            return ready.length - taken + held.size();
        }

        int take(byte[] target, int offset, int length) {
            if (taken == ready.length) {
                ready = held.toByteArray();
                held.reset();
                taken = 0;
            }
            int count = Math.min(length, ready.length - taken);
            System.arraycopy(ready, taken, target, offset, count);
            taken += count;
            return count;
        }

        @Override
        public void write(int b) {
            held.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            held.write(source, offset, length);
        }
    }
}
