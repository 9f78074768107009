package io.greenroom.gateway.me;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of an archive that a person opens first. It needs nothing but itself. */
final class OwnDataIndexPage {
    private OwnDataIndexPage() {}

    static String of(OwnDataCopy.Manifest manifest) {
        var account = manifest.account();
        return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Your Greenroom data</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%%; }
        th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top; }
        td.n { text-align: right; }
        </style>
        <h1>Your Greenroom data</h1>
        <p>All that Greenroom held of %s (%s) at %s. Each line is a file in this archive, in JSON; <code>manifest.json</code>
        says the same to programs. What other people wrote, and what they think in confidence, is theirs and not in here.</p>
        <table>
        <tr><th>File<th>What it is<th>How many</tr>
        %s
        </table>
        </html>
        """
                .formatted(
                        escaped(account.username()),
                        escaped(account.id()),
                        manifest.exportedAt(),
                        manifest.files().stream()
                                .map(OwnDataIndexPage::row)
                                .collect(Collectors.joining("\n")));
    }

    private static String row(OwnDataCopy.File file) {
        var name = escaped(file.file());
        return "<tr><td><a href=\"%s\">%s</a><td>%s<td class=\"n\">%d</tr>"
                .formatted(name, name, escaped(file.about()), file.items());
    }

    private static String escaped(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
