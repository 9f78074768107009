package io.greenroom.catalog.learn;

import io.greenroom.catalog.question.Round;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The learning content of this deployment, in memory: it comes with the content directory, as code
 * does, so all instances of a deployment have the same, and a newer directory replaces it whole. A
 * file that does not fit is left out and stops nothing else.
 */
@ApplicationScoped
class Learning {
    private static final Logger LOG = Logger.getLogger(Learning.class);

    private final PublishPlans plans;
    private final Path directory;
    private volatile LearningContent content = LearningContent.NONE;

    @Inject
    Learning(
            PublishPlans plans,
            @ConfigProperty(name = "greenroom.content.directory") Path directory) {
        this.plans = plans;
        this.directory = directory;
    }

    LearningContent content() {
        return content;
    }

    void onStart(@Observes StartupEvent event) {
        LearningReader.Read read;
        try {
            read = LearningReader.read(directory);
        } catch (IOException e) {
            LOG.errorf(e, "The learning content under %s cannot be read", directory);
            return;
        }
        read.faults().forEach(fault -> LOG.errorf("Learning content is left out: %s", fault));
        take(read);
    }

    void take(LearningReader.Read read) {
        content = read.content();
        boolean complete =
                read.faults().stream().noneMatch(fault -> fault.file().startsWith("plans/"));
        try {
            VertxContextSupport.subscribeAndAwait(
                    () -> plans.publish(read.content().plans().values(), complete));
        } catch (Throwable e) {
            // The next start tells it; until then practice offers the plans that it knows.
            LOG.errorf(e, "Practice could not be told of the study plans");
        }
    }

    /** An id with what people call it. */
    public record Titled(String id, String title) {}

    /** A topic's title, or its id in words when nobody has described it. */
    String topicTitle(String id) {
        var topic = content.topics().get(id);
        return topic == null ? words(id) : topic.title();
    }

    String roundTitle(Round round) {
        var profile = content.rounds().get(round.wire());
        return profile == null ? words(round.wire()) : profile.title();
    }

    Titled topic(String id) {
        return new Titled(id, topicTitle(id));
    }

    List<Titled> topics(Collection<String> ids) {
        return ids.stream().map(this::topic).toList();
    }

    List<Titled> companies(Collection<String> ids) {
        return ids.stream()
                .map(
                        id -> {
                            var company = content.companies().get(id);
                            return new Titled(id, company == null ? words(id) : company.name());
                        })
                .toList();
    }

    /** Null when there is no such thing any more. */
    static <T> @Nullable Titled titled(
            Map<String, T> all, @Nullable String id, Function<T, String> title) {
        var found = id == null ? null : all.get(id);
        return id == null || found == null ? null : new Titled(id, title.apply(found));
    }

    private static String words(String id) {
        var words = id.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
