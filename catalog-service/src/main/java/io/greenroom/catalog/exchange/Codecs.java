package io.greenroom.catalog.exchange;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The codec of each format. */
final class Codecs {
    private static final Map<Format, Codec> ALL = new EnumMap<>(Format.class);

    static {
        for (var codec :
                List.of(
                        NativeCodec.yaml(),
                        NativeCodec.json(),
                        new CsvCodec(),
                        new MarkdownCodec(),
                        new MoodleXmlCodec(),
                        new GiftCodec(),
                        new Qti3Codec())) {
            ALL.put(codec.format(), codec);
        }
    }

    private Codecs() {}

    static Codec of(Format format) {
        var codec = ALL.get(format);
        if (codec == null) {
            throw new IllegalStateException("No codec for " + format);
        }
        return codec;
    }
}
