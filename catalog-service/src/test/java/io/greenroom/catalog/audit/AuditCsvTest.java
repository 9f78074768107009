package io.greenroom.catalog.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void aCellIsNeverAFormula(String text) {
        assertThat(AuditCsv.cell(text)).isEqualTo("\"'" + text + "\"");
    }

    @Test
    void quotesAndLinesStayWithinTheirCell() {
        assertThat(AuditCsv.cell("He said \"no\",\nand left"))
                .isEqualTo("\"He said \"\"no\"\",\nand left\"");
        assertThat(AuditCsv.cell(null)).isEmpty();
    }
}
