package io.greenroom.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImportFileTest {
    @Test
    void rowsAreComparedUntilThereIsNoTimeLeft() throws IOException {
        var csv = new ByteArrayInputStream("title\nSoftmax\n".getBytes(StandardCharsets.UTF_8));
        try (var file =
                new ImportFile(Codecs.of(Format.CSV).read(csv), null, Duration.ofMillis(30))) {
            assertThat(file.mayCompare(1)).isTrue();
            file.compared(Duration.ofMillis(20));
            assertThat(file.mayCompare(2)).isTrue();
            assertThat(file.notComparedFrom()).isNull();
            file.compared(Duration.ofMillis(20));

            assertThat(file.mayCompare(3)).isFalse();
            assertThat(file.mayCompare(4)).isFalse();
            assertThat(file.notComparedFrom()).isEqualTo(3);
        }
    }
}
