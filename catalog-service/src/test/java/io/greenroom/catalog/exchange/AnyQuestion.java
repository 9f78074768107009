package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Questions that fit the pack schema and are as awkward as it allows. */
final class AnyQuestion {
    /** What has a meaning in one of the formats, or to a spreadsheet, a shell, a browser. */
    private static final List<String> AWKWARD =
            List.of(
                    "word",
                    "attention",
                    "Größe",
                    "日本語",
                    "🙂",
                    "\u202eright",
                    "\u00a0",
                    "\u2028",
                    "\u0001",
                    "\u001f",
                    "\u007f",
                    "\ufeff",
                    "\ufffe",
                    "\t",
                    "  ",
                    "    ",
                    "\n",
                    "\n\n",
                    "\n\n\n",
                    "\r\n",
                    "\r",
                    "\\",
                    "\\n",
                    "\\\\",
                    "\"",
                    "'",
                    "''",
                    "`",
                    "```",
                    "````",
                    "~~~",
                    "# ",
                    "#",
                    "## ",
                    "### Rubric",
                    "## Probe",
                    "\n# Title\n",
                    "\n## Prompt\n",
                    "\n---\n",
                    "===",
                    "\n===\n",
                    "- ",
                    "\n- item",
                    "* ",
                    "1. ",
                    "\n1. one",
                    "> ",
                    "\n> quote",
                    "=",
                    "=1+1",
                    "+",
                    "-",
                    "@SUM(A1)",
                    ",",
                    ";",
                    "|",
                    " | ",
                    ":",
                    ": ",
                    "::",
                    "{",
                    "}",
                    "{}",
                    "~",
                    "[markdown]",
                    "[tag:x]",
                    "//",
                    "\n// [id:evil]\n",
                    "$CATEGORY: x",
                    "<",
                    ">",
                    "&",
                    "&amp;",
                    "&#10;",
                    "<b>",
                    "</text>",
                    "]]>",
                    "<![CDATA[",
                    "<!--",
                    "-->",
                    "<?php",
                    "%s",
                    "%n",
                    "${x}",
                    "\n```python\n# no title\n",
                    "\n~~~\n",
                    "<https://x>",
                    "[a](b)",
                    "![x](y)",
                    "$x$",
                    "*it*",
                    "**b**",
                    "_u_",
                    "null",
                    "true",
                    "1e9",
                    "0x10",
                    "~",
                    "!tag",
                    "&anchor",
                    "*alias",
                    "%YAML",
                    "? ",
                    "- - -",
                    "***",
                    "\n  # indented\n",
                    "\n    code\n",
                    "\n| a | b |\n",
                    "\n<div>\n",
                    "\n<script>\n",
                    "[ref]: /url\n",
                    "Id: other");

    private final Random random;

    AnyQuestion(long seed) {
        this.random = new Random(seed);
    }

    ExchangedQuestion next(int number) {
        var id = "any-" + number;
        return ExchangedQuestion.of(id, random.nextBoolean() ? id : id + "-slug", null, content());
    }

    ObjectNode content() {
        var content = JsonNodeFactory.instance.objectNode();
        boolean code = random.nextInt(3) == 0;
        content.put("title", text(3, 200));
        content.put("round", pick("coding", "fundamentals", "system-design", "take-home"));
        ids(content.putArray("topics"), 1, 8);
        int lowest = 3 + random.nextInt(5);
        content.putObject("level").put("min", "L" + lowest).put("max", "L7");
        content.put("difficulty", 1 + random.nextInt(5));
        content.put("minutes", 1 + random.nextInt(480));
        content.put("answerFormat", code ? "code" : "text");
        if (code) {
            content.put("codeLanguage", "python");
        }
        if (random.nextInt(3) == 0) {
            content.put("starterCode", random.nextInt(4) == 0 ? "" : text(1, 400));
        }
        content.put("prompt", text(10, 800));
        content.put("probe", text(10, 300));
        var criteria = content.putObject("rubric").putArray("criteria");
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
            var criterion = criteria.addObject();
            criterion.put("id", "criterion-" + i);
            criterion.put("title", text(3, 100));
            criterion.put("weight", 5 + random.nextInt(60));
            statements(criterion.putArray("indicators"), 2, 7);
            var levels = criterion.putObject("levels");
            for (int level = 0; level < 5; level++) {
                levels.put(String.valueOf(level), text(10, 200));
            }
        }
        var flags = content.putArray("redFlags");
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            var flag = flags.addObject();
            flag.put("id", "flag-" + i);
            flag.put("title", text(3, 100));
            flag.put("severity", pick("minor", "major", "critical"));
            flag.put("cap", random.nextInt(96));
            flag.put("kind", pick("commits", "omits"));
            flag.put("description", text(10, 300));
            statements(flag.putArray("signals"), 2, 6);
        }
        content.put("strongAnswer", text(10, 800));
        statements(content.putArray("hints"), 2, 3);
        statements(content.putArray("followUps"), 2, 4);
        var references = content.putArray("references");
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            references
                    .addObject()
                    .put("title", text(3, 100))
                    .put("url", "https://example.org/a?b=c&d=%20(e)#" + random.nextInt());
        }
        ids(content.putArray("companies"), 0, 4);
        ids(content.putArray("covers"), 0, 4);
        return content;
    }

    private void ids(ArrayNode list, int fewest, int most) {
        int size = fewest + random.nextInt(most - fewest + 1);
        for (int i = 0; i < size; i++) {
            list.add("id-" + i + "-" + random.nextInt(100));
        }
    }

    private void statements(ArrayNode list, int fewest, int most) {
        int size = fewest + random.nextInt(most - fewest + 1);
        for (int i = 0; i < size; i++) {
            list.add(text(10, 150));
        }
    }

    /** Of that length, with something in it that is not blank: in whatever form it comes back. */
    private String text(int shortest, int longest) {
        var text = new StringBuilder();
        int wanted = shortest + random.nextInt(Math.min(longest - shortest + 1, 120));
        while (text.length() < wanted) {
            text.append(
                    random.nextInt(3) == 0
                            ? "plain words "
                            : AWKWARD.get(random.nextInt(AWKWARD.size())));
        }
        var cut = text.substring(0, Math.min(text.length(), longest));
        if (Character.isHighSurrogate(cut.charAt(cut.length() - 1))) {
            cut = cut.substring(0, cut.length() - 1) + "x";
        }
        return Texts.forXml(cut).isBlank() || cut.isBlank() ? "x" + cut : cut;
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
