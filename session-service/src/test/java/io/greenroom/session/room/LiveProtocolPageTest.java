package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.session.mock.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Someone else's client is written from docs/live-protocol.md: it must say what is so. */
class LiveProtocolPageTest {
    private static final List<String> PAGE = page();
    private static final Pattern NAME = Pattern.compile("`([A-Za-z.]+)`");
    private static final Agenda AGENDA = new Agenda(Duration.ofMinutes(45), List.of());
    private static final String LIVE = "{\"phase\":\"LIVE\"}";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void everyFrameOfAClientHasAnExampleThatTheServerTakes() throws Exception {
        var read = new ArrayList<Class<?>>();
        for (var example : examples()) {
            // What a server sends says whom it is from, or answers.
            if (Pattern.matches("\\{\"type\":\"(hello|push|do|ping|whisper)\".*", example)
                    && !example.contains("\"from\"")) {
                read.add(Frame.read(example).getClass());
            }
        }

        assertThat(read).containsExactlyInAnyOrder(Frame.class.getPermittedSubclasses());
    }

    @Test
    void everyKindOfEntryIsThereAndNoOther() {
        var kinds = rows("| kind | data |").stream().flatMap(row -> names(row.getFirst())).toList();

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Kind.values()).map(Kind::wire).toList());
    }

    @Test
    void everyCloseCodeIsThereAndNoOther() {
        var codes =
                rows("| close code | why | what to do |").stream()
                        .map(List::getFirst)
                        .filter(code -> code.startsWith("4"))
                        .map(Short::valueOf);

        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Closing.values()).map(Closing::code).distinct().toList());
    }

    @Test
    void everyWhisperIsThereAndNoOther() {
        var kinds =
                PAGE.stream().filter(line -> line.startsWith("Kinds: ")).findFirst().orElseThrow();
        var said = names(kinds.substring(0, kinds.indexOf(" from anybody"))).toList();

        assertThat(said).containsAll(Frame.WHISPERS);
        assertThat(said)
                .allMatch(
                        name ->
                                Frame.WHISPERS.contains(name)
                                        || List.of("to", "signal").contains(name));
    }

    @Test
    void anActionIsForWhomThePageNamesAndForNobodyElse() {
        var actions = rows("| action | fields | who | |");

        assertThat(actions).hasSizeGreaterThan(15);
        for (var row : actions) {
            var allowed = row.get(2).toUpperCase(Locale.ROOT);
            names(row.getFirst())
                    .forEach(
                            action -> {
                                for (var role : Role.values()) {
                                    var refusal = refusal(action, role);
                                    assertThat(refusal).as(action).isNotEqualTo("unknown-action");
                                    assertThat("forbidden".equals(refusal))
                                            .as(action + " by " + role)
                                            .isEqualTo(!allowed.contains(role.name()));
                                }
                            });
        }
    }

    /** The code with which a live room refuses an action without any field. */
    private static @Nullable String refusal(String action, Role role) {
        var state = new RoomState(AGENDA);
        try {
            state.apply(Entry.of(1, NOW, Kind.PHASE, null, null, Json.parse(LIVE)));
            var who =
                    new Member(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            role,
                            "Somebody",
                            Instant.MAX,
                            AGENDA);
            Actions.decide(state, who, new Frame.Do("op-1", action, Json.object()), null, NOW);
            return null;
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    /** The lines of all JSON blocks that hold a whole frame each. */
    private static List<String> examples() {
        var examples = new ArrayList<String>();
        boolean json = false;
        for (var line : PAGE) {
            if (line.startsWith("```")) {
                json = line.equals("```json");
            } else if (json) {
                examples.add(line);
            }
        }
        return examples;
    }

    /** The cells of each row below a table's head. */
    private static List<List<String>> rows(String head) {
        int at = PAGE.indexOf(head);
        assertThat(at).as(head).isNotNegative();
        return PAGE.stream()
                .skip(at + 2)
                .takeWhile(line -> line.startsWith("|"))
                .map(
                        line ->
                                Stream.of(line.replace("\\|", "/").split("\\|"))
                                        .skip(1)
                                        .map(String::strip)
                                        .toList())
                .toList();
    }

    private static Stream<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1));
    }

    private static List<String> page() {
        try {
            return Files.readAllLines(Path.of("../docs/live-protocol.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
