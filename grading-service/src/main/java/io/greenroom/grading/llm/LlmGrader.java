package io.greenroom.grading.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Usage;
import io.greenroom.grading.rubric.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a large language model, one criterion at a time, on the rubric as it is published. The
 * answer goes to the model as data within a fence that no answer can guess.
 */
@ApplicationScoped
public class LlmGrader implements RubricGrader {
    static final String VERSION = "llm-1";

    private final LlmSettings settings;
    private final Model model;
    private final Prompts prompts = new Prompts();
    private final Replies replies = new Replies();

    @Inject
    LlmGrader(LlmSettings settings, Model model) {
        this.settings = settings;
        this.model = model;
    }

    /** False unless an operator chose a provider. */
    public boolean isConfigured() {
        return settings.provider() != LlmSettings.Provider.OFF;
    }

    @Override
    public GraderInfo info() {
        return new GraderInfo(GraderInfo.Kind.LLM, VERSION, settings.model(), Prompts.VERSION);
    }

    @Override
    public Assessment assess(Question question, Answer answer) {
        if (!isConfigured()) {
            throw new GraderFailedException("No language model is configured");
        }
        try {
            var verdicts = new ArrayList<Verdict>();
            int input = 0;
            int output = 0;
            for (var criterion : question.criteria()) {
                var reply =
                        model.ask(
                                request(
                                        prompts.criterionSystem(),
                                        prompts.criterion(question, criterion, answer),
                                        Replies.verdictFormat(criterion)),
                                text -> replies.verdict(criterion, text));
                verdicts.add(reply.value());
                input += reply.usage().inputTokens();
                output += reply.usage().outputTokens();
            }
            List<FlagHit> flags = List.of();
            if (!question.redFlags().isEmpty()) {
                var reply =
                        model.ask(
                                request(
                                        prompts.redFlagsSystem(),
                                        prompts.redFlags(question, answer),
                                        Replies.redFlagsFormat(question)),
                                text -> replies.redFlags(question, text));
                flags = reply.value();
                input += reply.usage().inputTokens();
                output += reply.usage().outputTokens();
            }
            return new Assessment(info(), false, verdicts, flags, new Usage(input, output));
        } catch (RuntimeException e) {
            // A provider's message may quote what was sent to it: only the kind of failure is told.
            throw new GraderFailedException(
                    "The language model could not grade: " + e.getClass().getSimpleName());
        }
    }

    private static ChatRequest request(String system, String user, ResponseFormat format) {
        return ChatRequest.builder()
                .messages(SystemMessage.from(system), UserMessage.from(user))
                .responseFormat(format)
                .temperature(0.0)
                .build();
    }
}
