package io.greenroom.catalog.reveal;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataPart;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.OwnDataCopies;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Which questions somebody has handed in goes with them, out of whatever table it stands in. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class RevealedQuestionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OWN_DATA = "/api/catalog/own-data";

    private final String name = "petra-" + UUID.randomUUID();
    private final String person = TestTokens.idOf(name);

    @Inject DataSource database;
    @Inject OwnData ownData;

    @Test
    void everyTableIsInACopyOrItIsSaidWhyNot() throws Exception {
        OwnDataCopies.assertEveryTableIsAccountedFor(
                "catalog-service",
                tables().names(),
                ownData.parts().stream().collect(toMap(OwnDataPart::name, OwnDataPart::tables)));
    }

    @Test
    void nothingIsLeftOfWhoIsDeleted() throws Exception {
        handedIn();
        await().untilAsserted(
                        () ->
                                assertThat(tables().holding(List.of(person)))
                                        .containsExactlyInAnyOrder(
                                                "answer_figure", "revealed_question"));
        assertThat(copyOf(name).keySet())
                .containsExactlyInAnyOrder("revealed-questions", "answer-figures");
        assertThat(copyOf("petra-somebody-else")).isEmpty();

        takenIn(
                send(
                        "identity.deletions",
                        "identity/examples/person-deleted.v1.json",
                        data -> data.put("personId", person)));

        assertThat(tables().holding(List.of(person))).isEmpty();
        // A submission that the deletion has overtaken.
        takenIn(handedIn());
        assertThat(tables().holding(List.of(person))).isEmpty();
    }

    private static Map<String, List<String>> copyOf(String name) {
        return OwnDataCopies.of(TestTokens.of(name, Roles.CANDIDATE), OWN_DATA);
    }

    private Tables tables() {
        return new Tables(database);
    }

    private UUID handedIn() throws Exception {
        return send(
                "practice.submissions",
                "session/examples/answer-submitted.v1.json",
                data -> data.put("candidateId", person));
    }

    private UUID send(String topic, String example, Consumer<ObjectNode> change) throws Exception {
        var id = UUID.randomUUID();
        var event = (ObjectNode) JSON.readTree(Contracts.example(example));
        event.put("id", id.toString());
        change.accept((ObjectNode) event.get("data"));
        TestTopics.send(topic, person, event.toString());
        return id;
    }

    private void takenIn(UUID event) {
        await().until(
                        () ->
                                tables().number(
                                                        "select count(*) from inbox where event_id"
                                                                + " = ?",
                                                        event)
                                        == 1);
    }
}
