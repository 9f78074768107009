package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions in the one Markdown layout, one after the other; each begins with its title. */
final class MarkdownCodec implements Codec {
    @Override
    public Format format() {
        return Format.MARKDOWN;
    }

    @Override
    public List<Loss> losses() {
        return List.of(
                Loss.lost("pack", "The pack's own fields have no place."),
                Loss.lost(
                        "*",
                        "Blank space around a text, carriage returns, and line breaks in titles."),
                Loss.lost("starterCode", "An empty starter code comes back as none."));
    }

    @Override
    public ObjectNode comesBack(ObjectNode content) {
        return Texts.tidied(content);
    }

    @Override
    public Writing write(OutputStream out, FileHeader header) throws IOException {
        return new Documents(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private record Documents(Writer writer) implements Writing {
        @Override
        public void add(ExchangedQuestion question) throws IOException {
            writer.write(MarkdownLayout.document(question));
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    @Override
    public Reading read(InputStream in) throws IOException {
        var guarded = GuardedInput.of(in);
        return new Split(
                guarded,
                new BufferedReader(new InputStreamReader(guarded, StandardCharsets.UTF_8)));
    }

    private static final class Split implements Reading {
        private final GuardedInput guarded;
        private final BufferedReader reader;
        private final Fences fences = new Fences();
        private @Nullable String title;
        private boolean begun;
        private int titleLine;
        private int line;
        private int row;

        Split(GuardedInput guarded, BufferedReader reader) {
            this.guarded = guarded;
            this.reader = reader;
        }

        @Override
        public @Nullable ExchangedQuestion next() throws IOException {
            if (!begun) {
                begun = true;
                upToTitle(new StringBuilder());
                if (title == null) {
                    throw new Refused(
                            Refused.Kind.UNREADABLE,
                            "No question begins in this file: a line \"# Title\" begins one.");
                }
            }
            var first = title;
            if (first == null) {
                return null;
            }
            guarded.unit();
            int at = titleLine;
            var text = new StringBuilder(first).append('\n');
            upToTitle(text);
            row++;
            var parsed = MarkdownLayout.parse(text.toString());
            return new ExchangedQuestion(
                    row,
                    at,
                    parsed.id(),
                    parsed.slug(),
                    null,
                    parsed.content(),
                    List.of(),
                    parsed.remarks());
        }

        private void upToTitle(StringBuilder text) throws IOException {
            title = null;
            for (var next = reader.readLine(); next != null; next = reader.readLine()) {
                line++;
                if (!fences.take(next) && MarkdownLayout.startsQuestion(next)) {
                    title = next;
                    titleLine = line;
                    return;
                }
                text.append(next).append('\n');
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
