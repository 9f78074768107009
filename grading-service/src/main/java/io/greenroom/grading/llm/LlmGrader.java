package io.greenroom.grading.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Usage;
import io.greenroom.grading.rubric.Verdict;
import io.greenroom.grading.spending.BudgetExhaustedException;
import io.greenroom.grading.spending.Spending;
import io.greenroom.grading.spending.Spent;
import io.greenroom.grading.spending.Tokens;
import io.greenroom.platform.Slugs;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a large language model, some criteria at a time, on the rubric as it is published. The
 * answer goes to the model as data within a fence that no answer can guess. What was judged before
 * is not asked again, and nothing is asked that no budget covers.
 */
public final class LlmGrader implements RubricGrader {
    private static final Logger LOG = Logger.getLogger(LlmGrader.class);
    private static final String VERSION = "llm-2";

    /** A reply of no use is asked for once more; what comes then is likely to come for ever. */
    private static final int REPAIRS = 1;

    /** Rough, on the safe side for English and code; what was really spent is settled later. */
    private static final int CHARACTERS_PER_TOKEN = 3;

    private static final int TOKENS_OF_A_VERDICT = 120;
    private static final int TOKENS_OF_AN_INDICATOR = 60;

    private final LlmSettings settings;
    private final @Nullable Model model;
    private final Spending spending;
    private final AssessmentCache cache;
    private final ReviewedExemplars reviewed;
    private final Clock clock;
    private final Prompts prompts = new Prompts();
    private final Replies replies = new Replies();

    LlmGrader(
            LlmSettings settings,
            @Nullable ChatModel chat,
            Spending spending,
            AssessmentCache cache,
            ReviewedExemplars reviewed,
            Clock clock) {
        this.settings = settings;
        this.model = chat == null ? null : new Model(chat, settings, clock);
        this.spending = spending;
        this.cache = cache;
        this.reviewed = reviewed;
        this.clock = clock;
    }

    /**
     * The grader that the environment and the system properties configure, without budgets, cache
     * and exemplars: for measuring it outside the service.
     *
     * @return empty when no provider is chosen
     */
    public static Optional<LlmGrader> ofEnvironment(Clock clock) {
        var settings =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .addSystemSources()
                        .withMapping(LlmSettings.class)
                        .withMappingIgnore("greenroom.llm.budget.**")
                        .build()
                        .getConfigMapping(LlmSettings.class);
        var chat = Providers.connect(settings, clock);
        return chat == null
                ? Optional.empty()
                : Optional.of(
                        new LlmGrader(
                                settings,
                                chat,
                                Spending.FREE,
                                AssessmentCache.NONE,
                                ReviewedExemplars.NONE,
                                clock));
    }

    /** False unless an operator chose a provider. */
    public boolean isConfigured() {
        return model != null;
    }

    /** Whether the provider is not being left alone just now. */
    public boolean isReachable() {
        return model != null && model.isReachable();
    }

    /** For people: whom it asks and how that goes; null when it asks nobody. */
    public @Nullable Connection connection() {
        return model == null
                ? null
                : new Connection(
                        Slugs.of(settings.provider()),
                        settings.samples(),
                        Slugs.of(model.breaker()));
    }

    /**
     * How the grader asks.
     *
     * @param breaker closed, open or half-open
     */
    public record Connection(String provider, int samples, String breaker) {}

    @Override
    public GraderInfo info() {
        var version = "%s-g%d-s%d".formatted(VERSION, settings.groupSize(), settings.samples());
        double heat = settings.temperature().orElse(0);
        return new GraderInfo(
                GraderInfo.Kind.LLM,
                heat == 0 ? version : version + "-t" + heat,
                settings.model().orElse("none"),
                Prompts.VERSION);
    }

    @Override
    public Assessment assess(Question question, Answer answer) {
        if (model == null) {
            throw new GraderFailedException("No language model is configured");
        }
        var exemplars =
                settings.exemplars() == 0
                        ? List.<Exemplar>of()
                        : reviewed.nearest(question, answer, settings.exemplars());
        var key = CacheKey.of(info(), question, answer, exemplars);
        var known = cache.find(key);
        if (known.isPresent()) {
            settle(answer, Tokens.NONE, Spent.End.CACHED, new Meter(clock.instant()));
            return known.get().withUsage(new Usage(0, 0, cost(Tokens.NONE)));
        }
        var assessment = asked(model, question, answer, exemplars);
        if (question.version() != Question.UNPUBLISHED) {
            cache.put(key, answer.candidateId(), assessment);
        }
        return assessment;
    }

    private Assessment asked(
            Model asked, Question question, Answer answer, List<Exemplar> exemplars) {
        Tokens reserved;
        try {
            reserved =
                    spending.reserve(answer.candidateId(), estimate(question, answer, exemplars));
        } catch (BudgetExhaustedException e) {
            throw new GraderFailedException(
                    String.valueOf(e.getMessage()),
                    GraderFailedException.Cause.BUDGET,
                    e.enoughIn());
        }
        var meter = new Meter(clock.instant().plus(settings.answerTime()));
        var end = Spent.End.FAILED;
        try {
            var samples = new Samples(question.criteria());
            for (int sample = 0; sample < settings.samples(); sample++) {
                samples.add(
                        verdicts(asked, question, answer, exemplars, sample, meter),
                        flags(asked, question, answer, meter));
            }
            end = Spent.End.GRADED;
            return new Assessment(
                    info(),
                    false,
                    samples.verdicts(),
                    samples.flags(),
                    new Usage(
                            (int) meter.tokens().input(),
                            (int) meter.tokens().output(),
                            cost(meter.tokens())),
                    samples.doubts());
        } catch (ModelFailedException e) {
            throw new GraderFailedException(
                    "The language model could not grade (%s): %s"
                            .formatted(Slugs.of(e.kind()), e.getMessage()),
                    e.kind().isOfTheReply()
                            ? GraderFailedException.Cause.NO_JUDGEMENT
                            : GraderFailedException.Cause.UNAVAILABLE,
                    e.retryAfter());
        } finally {
            settle(answer, reserved, end, meter);
        }
    }

    private List<Verdict> verdicts(
            Model asked,
            Question question,
            Answer answer,
            List<Exemplar> exemplars,
            int sample,
            Meter meter) {
        var verdicts = new ArrayList<Verdict>();
        for (var group : groups(question)) {
            verdicts.addAll(
                    reply(
                            asked,
                            prompts.criteriaSystem(),
                            prompts.criteria(question, group, answer, exemplars, sample),
                            Replies.verdictsFormat(group),
                            text -> replies.verdicts(group, text),
                            meter));
        }
        return verdicts;
    }

    private List<FlagHit> flags(Model asked, Question question, Answer answer, Meter meter) {
        if (question.redFlags().isEmpty()) {
            return List.of();
        }
        return reply(
                asked,
                prompts.redFlagsSystem(),
                prompts.redFlags(question, answer),
                Replies.redFlagsFormat(question),
                text -> replies.redFlags(question, text),
                meter);
    }

    /** Asks; tells the model once what was wrong with a reply that is of no use. */
    private <T> T reply(
            Model asked,
            String system,
            String user,
            ResponseFormat format,
            Function<String, T> reader,
            Meter meter) {
        var words = user;
        int room = settings.outputTokens();
        for (int repair = 0; ; repair++) {
            try {
                return reader.apply(asked.ask(request(system, words, format, room), meter));
            } catch (ModelFailedException e) {
                if (!e.kind().isRepairable() || repair == REPAIRS) {
                    throw e;
                }
                LOG.debugf("Asking once more: %s", e.getMessage());
                words = user + prompts.repair(String.valueOf(e.getMessage()));
                if (e.kind() == ModelFailedException.Kind.CUT_OFF) {
                    room *= 2;
                }
            }
        }
    }

    private ChatRequest request(String system, String user, ResponseFormat format, int room) {
        var request =
                ChatRequest.builder()
                        .messages(SystemMessage.from(system), UserMessage.from(user))
                        .responseFormat(format)
                        .maxOutputTokens(room);
        settings.temperature().ifPresent(request::temperature);
        return request.build();
    }

    private List<List<Criterion>> groups(Question question) {
        var groups = new ArrayList<List<Criterion>>();
        var criteria = question.criteria();
        for (int from = 0; from < criteria.size(); from += settings.groupSize()) {
            groups.add(
                    criteria.subList(from, Math.min(criteria.size(), from + settings.groupSize())));
        }
        return groups;
    }

    private Tokens estimate(Question question, Answer answer, List<Exemplar> exemplars) {
        long input = 0;
        long output = 0;
        for (var group : groups(question)) {
            input += prompts.criteria(question, group, answer, exemplars, 0).length();
            input += prompts.criteriaSystem().length();
            for (var criterion : group) {
                output +=
                        TOKENS_OF_A_VERDICT
                                + (long) TOKENS_OF_AN_INDICATOR * criterion.indicators().size();
            }
        }
        if (!question.redFlags().isEmpty()) {
            input +=
                    prompts.redFlags(question, answer).length() + prompts.redFlagsSystem().length();
            output += (long) TOKENS_OF_AN_INDICATOR * question.redFlags().size();
        }
        return new Tokens(
                settings.samples() * input / CHARACTERS_PER_TOKEN, settings.samples() * output);
    }

    /**
     * A grade that was paid for is not thrown away because nobody could write down its price. Who
     * was told to stop, as a trial is that takes too long, writes it down first: a connection to
     * the database breaks under a thread that is interrupted.
     */
    private void settle(Answer answer, Tokens reserved, Spent.End end, Meter meter) {
        boolean stopped = Thread.interrupted();
        try {
            spending.settle(
                    answer.candidateId(),
                    reserved,
                    new Spending.Spender(
                            Slugs.of(settings.provider()), info().model(), info().version()),
                    new Spent(end, meter.calls(), meter.tokens(), cost(meter.tokens())));
        } catch (RuntimeException e) {
            LOG.warnf("What a grade cost could not be written down: %s", e.getMessage());
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable Long cost(Tokens tokens) {
        if (settings.inputPrice().isEmpty() || settings.outputPrice().isEmpty()) {
            return null;
        }
        return Math.round(
                (tokens.input() * (double) settings.inputPrice().getAsLong()
                                + tokens.output() * (double) settings.outputPrice().getAsLong())
                        / 1_000_000);
    }
}
