package io.greenroom.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as other systems and people write them. */
class ForeignFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsAnEssayOfMoodle() throws IOException {
        var questions =
                read(
                        Format.MOODLE_XML,
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <quiz>
                        <!-- question: 0  -->
                          <question type="category"><category><text>$course$/top/../../etc</text></category></question>
                          <question type="essay">
                            <name><text>Attention, briefly</text></name>
                            <questiontext format="html">
                              <text><![CDATA[<p>What does <strong>attention</strong> compute?</p>
                        <ul><li>the <code>scores</code></li><li>the output</li></ul><script>alert(1)</script>]]></text>
                              <file name="a.png" path="/" encoding="base64">AAAA</file>
                            </questiontext>
                            <idnumber>Q 12/ä</idnumber>
                            <graderinfo format="html"><text><![CDATA[<p>Weighted sum of the values.</p>]]></text></graderinfo>
                            <responsetemplate format="html"><text></text></responsetemplate>
                            <tags><tag><text>transformers</text></tag></tags>
                          </question>
                          <question type="multichoice"><name><text>Pick one</text></name></question>
                        </quiz>
                        """);
        var essay = questions.getFirst();
        assertThat(essay.id()).isEqualTo("Q 12/ä");
        assertThat(Candidate.of(essay, Format.MOODLE_XML).id()).isEqualTo("q-12-a");
        assertThat(essay.content())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"title": "Attention, briefly",
                                 "prompt": "What does **attention** compute?\\n\\n- the `scores`\\n- the output",
                                 "strongAnswer": "Weighted sum of the values.",
                                 "topics": ["transformers"]}
                                """));
        assertThat(essay.remarks()).hasSize(2).anyMatch(remark -> remark.contains("Files"));
        assertThat(questions.get(1).errors().getFirst().detail()).contains("multichoice");
        assertThat(questions).hasSize(2);
    }

    @Test
    void readsGiftAsPeopleWriteIt() throws IOException {
        var questions =
                read(
                        Format.GIFT,
                        """
                        // A course, by hand
                        $CATEGORY: top/../etc

                        // question: 7  [id:gradients] [tag:training] [tag:minutes:12]
                        :: Vanishing gradients :: [html]Why do <b>gradients</b> vanish\\:
                        and what helps? {}

                        Write about a project of yours. {####Thanks!}

                        ::Choice:: Two and two? {=4 ~5}

                        Only a description.
                        """);
        assertThat(questions).hasSize(4);
        var first = questions.getFirst();
        assertThat(first.id()).isEqualTo("gradients");
        assertThat(first.line()).isEqualTo(5);
        assertThat(first.content())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"topics": ["training"], "minutes": 12, "title": "Vanishing gradients",
                                 "prompt": "Why do **gradients** vanish: and what helps?"}
                                """));
        assertThat(questions.get(1).errors()).isEmpty();
        assertThat(questions.get(1).content().path("title").asText())
                .isEqualTo("Write about a project of yours.");
        assertThat(questions.get(2).errors()).isNotEmpty();
        assertThat(questions.get(3).errors()).isNotEmpty();
    }

    @Test
    void readsAnItemOfQtiThatWasWrittenElsewhere() throws IOException {
        var item =
                """
                <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="ITEM_1" title="Essay" adaptive="false" time-dependent="false">
                  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="string"/>
                  <qti-item-body>
                    <p>Read this.</p>
                    <qti-extended-text-interaction response-identifier="RESPONSE"><qti-prompt>Explain <em>why</em>.</qti-prompt></qti-extended-text-interaction>
                    <qti-rubric-block view="scorer" use="scoring"><qti-content-body><p>Look for a reason.</p></qti-content-body></qti-rubric-block>
                    <qti-rubric-block view="candidate" use="instructions"><p>Take your time.</p></qti-rubric-block>
                  </qti-item-body>
                </qti-assessment-item>
                """;
        for (var questions : List.of(read(Format.QTI3, item), readZip(item))) {
            var question = questions.getFirst();
            assertThat(question.errors()).isEmpty();
            assertThat(question.content())
                    .isEqualTo(
                            JSON.readTree(
                                    """
                                    {"title": "Essay", "prompt": "Read this.\\n\\nExplain *why*.",
                                     "strongAnswer": "Look for a reason."}
                                    """));
        }
    }

    @Test
    void whatWasChangedInAnotherSystemCounts() throws IOException {
        var content = JSON.createObjectNode().put("title", "A title").put("prompt", "Say *why*.");
        var item = Qti3Codec.item(ExchangedQuestion.of("an-item", null, null, content));
        var changed = read(Format.QTI3, item.replace("<em>why</em>", "<em>how</em>")).getFirst();
        assertThat(changed.content().path("prompt").asText()).isEqualTo("Say *how*.");
        assertThat(changed.remarks()).anyMatch(remark -> remark.contains("was changed"));
    }

    @Test
    void readsASpreadsheetWithSemicolonsAndOddColumns() throws IOException {
        var rows = new ArrayList<ExchangedQuestion>();
        var csv =
                """
                Title;Topics;Minutes;Level Min;Level Max;Owner
                "A title; with ""good"" quotes";a, b;ten;L3;L4;me
                ;;;;;
                'Another;;'=2;;;
                """;
        try (var reading =
                Codecs.of(Format.CSV)
                        .read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))) {
            for (var next = reading.next(); next != null; next = reading.next()) {
                rows.add(next);
            }
            assertThat(reading.remarks()).hasSize(1).allMatch(remark -> remark.contains("Owner"));
        }
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().content())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"title": "A title; with \\"good\\" quotes", "topics": ["a", "b"],
                                 "level": {"min": "L3", "max": "L4"}, "minutes": "ten"}
                                """));
        assertThat(rows.get(1).content().path("title").asText()).isEqualTo("'Another");
        assertThat(rows.get(1).content().path("minutes").asText()).isEqualTo("=2");
    }

    @Test
    void readsMarkdownAsPeopleWriteIt() throws IOException {
        var questions =
                read(
                        Format.MARKDOWN,
                        """
                        Some words before the first question.

                        # Reverse a list
                        * Round: Coding
                        * Level: L3
                        * Owner: me

                        ## Prompt
                        Reverse `x`.

                        ```python
                        # not a title
                        ```

                        ## References
                        1. [Python](https://docs.python.org/3/)
                        ## Remarks
                        none

                        # Another
                        ## Prompt
                        ### With a heading
                        """);
        assertThat(questions).hasSize(2);
        assertThat(questions.getFirst().line()).isEqualTo(3);
        assertThat(questions.getFirst().content())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"title": "Reverse a list", "round": "coding", "level": {"min": "L3", "max": "L3"},
                                 "prompt": "Reverse `x`.\\n\\n```python\\n# not a title\\n```",
                                 "references": [{"title": "Python", "url": "https://docs.python.org/3/"}]}
                                """));
        assertThat(questions.getFirst().remarks()).hasSize(2);
        assertThat(questions.get(1).content().path("prompt").asText())
                .isEqualTo("### With a heading");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pack: {id: a}|native-yaml",
                "questions:|native-yaml",
                "{\"pack\": 1}|native-json",
                "title,prompt|csv",
                "\"id\";\"title\"|csv",
                "# A title|markdown",
                "<?xml version='1.0'?><quiz>|moodle-xml",
                "<qti-assessment-item identifier='x'>|qti3",
                "PK|qti3",
                "::A title:: {}|gift",
                "// comment|gift",
                "$CATEGORY: x|gift",
                "nothing in particular|native-yaml"
            })
    void tellsFormatsByHowTheyBegin(String head, String format) {
        assertThat(FormatSniffer.formatOf(head.getBytes(StandardCharsets.UTF_8)).wire())
                .isEqualTo(format);
        assertThat(
                        FormatSniffer.formatOf(("\ufeff" + head).getBytes(StandardCharsets.UTF_8))
                                .wire())
                .isEqualTo(format);
    }

    private static List<ExchangedQuestion> read(Format format, String text) throws IOException {
        return RoundTripTest.read(format, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ExchangedQuestion> readZip(String item) throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            for (var name : List.of("imsmanifest.xml", "tests/test.xml", "item.xml")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(
                        (name.equals("item.xml") ? item : "<other/>")
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        return RoundTripTest.read(Format.QTI3, zip.toByteArray());
    }
}
