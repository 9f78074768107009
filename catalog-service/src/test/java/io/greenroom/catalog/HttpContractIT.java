package io.greenroom.catalog;

import static io.restassured.RestAssured.given;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class HttpContractIT {
    private final HttpContract contract = new HttpContract("catalog");

    @Test
    void answersToTheOperationsOfTheContract() {
        contract.assertSameOperationsAsTheRunningService();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/catalog/questions, QuestionPage",
        "/api/catalog/questions?q=softmax, QuestionPage",
        "/api/catalog/questions/coding-top-k/similar, SimilarQuestionList",
        "/api/catalog/suggestions?q=rate, SuggestionList",
        "/api/catalog/questions/coding-top-k, QuestionView",
        "/api/catalog/questions/nowhere, Problem",
        "/api/catalog/questions?size=0, Problem",
        "/api/catalog/topics, TopicList",
        "/api/catalog/packs, PackReportList",
        "/api/catalog/curation/health, QuestionHealthPage",
        "/api/catalog/curation/questions/coding-top-k/health, QuestionHealthDetail"
    })
    void answersInTheShapesOfTheContract(String path, String schema) {
        contract.assertFits(
                schema,
                given().auth().oauth2(TestTokens.of("ada", Roles.ADMIN)).get(path).asString());
    }
}
