package io.greenroom.catalog.question;

import io.greenroom.catalog.audit.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A published version: written once, never changed. */
@Entity
@Immutable
@Table(name = "question_version")
class QuestionVersion {
    private static final int EXCERPT_LENGTH = 200;

    @Id private String id;

    @Column(name = "question_id", nullable = false)
    private String questionId;

    @Column(nullable = false)
    private int version;

    @Column(nullable = false, columnDefinition = "text")
    private String content;

    @Column(nullable = false)
    private String title;

    @Column(nullable = false)
    private String round;

    @Column(nullable = false, columnDefinition = "text[]")
    private String[] topics;

    @Column(name = "level_min", nullable = false)
    private int levelMin;

    @Column(name = "level_max", nullable = false)
    private int levelMax;

    @Column(nullable = false)
    private int difficulty;

    @Column(nullable = false)
    private int minutes;

    @Column(name = "answer_format", nullable = false)
    private String answerFormat;

    @Column(nullable = false, columnDefinition = "text[]")
    private String[] companies;

    @Column(nullable = false, columnDefinition = "text[]")
    private String[] covers;

    @Column(nullable = false)
    private String excerpt;

    @Column(name = "search_words", nullable = false)
    private String searchWords;

    @Column(name = "search_body", nullable = false, columnDefinition = "text")
    private String searchBody;

    @Column(name = "published_at", nullable = false)
    private Instant publishedAt;

    @Column(nullable = false)
    private String slug;

    @Column(name = "published_by_id", nullable = false)
    private String publishedById;

    @Column(name = "published_by", nullable = false)
    private String publishedBy;

    @Column private @Nullable String note;

    protected QuestionVersion() {}

    QuestionVersion(
            Question question,
            QuestionContent content,
            String json,
            Actor actor,
            @Nullable String note,
            Instant now) {
        this.id = idOf(question.id(), question.latestVersion());
        this.questionId = question.id();
        this.version = question.latestVersion();
        this.slug = question.slug();
        this.publishedById = actor.id();
        this.publishedBy = actor.name();
        this.note = note;
        this.content = json;
        this.title = content.title();
        this.round = content.round().wire();
        this.topics = content.topics().toArray(String[]::new);
        this.levelMin = content.level().min().number();
        this.levelMax = content.level().max().number();
        this.difficulty = content.difficulty();
        this.minutes = content.minutes();
        this.answerFormat = content.answerFormat();
        this.companies = content.companies().toArray(String[]::new);
        this.covers = content.covers().toArray(String[]::new);
        this.excerpt = excerptOf(content.prompt());
        this.searchWords =
                words(
                        Stream.of(content.topics(), content.companies(), List.of(round))
                                .flatMap(List::stream));
        this.searchBody = content.prompt();
        this.publishedAt = now;
    }

    static String idOf(String questionId, int version) {
        return questionId + "@" + version;
    }

    int version() {
        return version;
    }

    String content() {
        return content;
    }

    String excerpt() {
        return excerpt;
    }

    Instant publishedAt() {
        return publishedAt;
    }

    QuestionEdition edition() {
        return new QuestionEdition(
                version, slug, publishedAt, publishedBy, note, PublishQuestions.contentOf(content));
    }

    /** Both as written and with spaces, so that "vector-search" is found by either word. */
    private static String words(Stream<String> tags) {
        return tags.map(tag -> tag + " " + tag.replace('-', ' '))
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }

    /** The beginning of the prompt as plain text, cut at a word. */
    static String excerptOf(String markdown) {
        String plain =
                markdown.replaceAll("(?s)```.*?```", " ")
                        .replaceAll("!?\\[([^\\]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("(?m)^\\s*(#+|[-*>]|\\d+\\.)\\s+", "")
                        .replaceAll("[*_`]", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        if (plain.length() <= EXCERPT_LENGTH) {
            return plain;
        }
        int cut = plain.lastIndexOf(' ', EXCERPT_LENGTH);
        return plain.substring(0, cut > 0 ? cut : EXCERPT_LENGTH) + "…";
    }
}
