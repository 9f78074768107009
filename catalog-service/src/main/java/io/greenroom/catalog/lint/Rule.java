package io.greenroom.catalog.lint;

import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;

/** What is looked for. docs/curation.md lists the same. */
public enum Rule {
    MISSING(
            "A question without it cannot be asked, answered or graded.",
            "Write it before you publish."),
    FORM(
            "Question packs, the web interface and graders rely on this form.",
            "Bring it into the form that is named."),
    TWICE(
            "Grades and scorecards refer to it by its id, so an id must stand for one thing.",
            "Give one of the two another id, or take it out."),
    PLACEHOLDER(
            "A candidate or a grader would read it as meant.",
            "Write what should stand there, or take it out."),
    OPEN_CODE_FENCE(
            "Everything after it is shown as code.", "Close the code block with another ```."),
    WEIGHTS(
            "The score is the weighted sum of the levels.",
            "Set the weights so that they sum to 100 and each criterion counts."),
    MISSING_LEVEL(
            "Graders and interviewers compare an answer with the descriptors of all five levels.",
            "Describe what an answer at that level shows."),
    LEVEL_ONLY_COUNTS(
            "“Two indicators are met” tells neither a candidate nor an interviewer what such an"
                    + " answer looks like, and a grader has nothing to compare with.",
            "Name what an answer at this level has, and what it usually lacks."),
    LEVELS_MISCOUNT(
            "A level that asks for more indicators than there are is never reached, or is reached"
                    + " by fewer than are meant.",
            "Name the number of indicators that there are."),
    LEVELS_DO_NOT_RISE(
            "Two graders would give the same answer different levels.",
            "Let each level ask for more than the one below."),
    VAGUE_INDICATOR(
            "Two graders would read it differently, and no words of an answer can prove it.",
            "Say what the answer states, names, computes or does, so that anybody can point at"
                    + " it."),
    TWO_IDEAS(
            "An answer may meet one half; the grader then has to guess whether that counts.",
            "Make two indicators of it, or keep the half that matters."),
    NEGATIVE_INDICATOR(
            "Every answer that is silent meets it, the empty one first.",
            "Say what a good answer does instead, or make it a red flag."),
    LONG_INDICATOR(
            "What is long is rarely one checkable thing.",
            "Shorten it to the one thing it checks."),
    REPEATED_INDICATOR("One sentence of an answer is counted twice.", "Take one of them out."),
    OVERLAPPING_CRITERIA(
            "One sentence of an answer raises two criteria, so the same thing is scored twice.",
            "Move what they share into one of the two, and say what is different in the other."),
    NOT_IN_STRONG_ANSWER(
            "The strong answer is what graders compare with; it would not get full marks itself.",
            "Add it to the strong answer, or drop the indicator if a strong answer can do"
                    + " without."),
    NUMBER_NOT_IN_STRONG_ANSWER(
            "Either the indicator or the strong answer has a wrong number, or the strong answer"
                    + " lacks the step.",
            "Compute it again and let both say the same."),
    LEAKED_ANSWER(
            "The candidate reads what the rubric wants and only has to repeat it.",
            "Ask for it without saying it, or take it out of the rubric."),
    RED_FLAG_CAP(
            "The cap decides what the mistake costs; the severity says how bad it is.",
            "Let the cap fit the severity: critical up to 45, major up to 65, minor up to 85."),
    RED_FLAG_IN_STRONG_ANSWER(
            "Our own strong answer would be capped.",
            "Reword the signal as only a wrong answer would say it, or mend the strong answer."),
    PROMPT_TOO_LONG(
            "The candidate reads it under time pressure, on a screen or aloud from an interviewer.",
            "Cut what the task does not need."),
    TOO_MUCH_FOR_THE_TIME(
            "Nobody can say all that in the time that is suggested, so good answers look weak.",
            "Give more minutes, or keep the indicators that tell candidates apart."),
    STRONG_ANSWER_TOO_LONG(
            "It shows an answer that nobody could give in the time.",
            "Shorten it to what the rubric asks for."),
    DIFFICULTY(
            "Search, plans and sets choose by level and difficulty.",
            "Let level, difficulty and minutes tell the same story."),
    CODE_WITHOUT_CODE(
            "A grader of code compares with code.", "Write the program into a fenced code block."),
    UNKNOWN_TOPIC(
            "Topic pages, plans and filters go by the known topics.",
            "Take a known one, or add the topic to content/topics.yaml."),
    UNKNOWN_COMPANY(
            "Company pages and filters go by the known ids.",
            "Take a known one, or add the profile to content/companies/."),
    REFERENCE(
            "A reference settles disputes; it must lead to one source and stay there.",
            "Link the paper or the documentation itself, once, by https.");

    private final String why;
    private final String advice;

    Rule(String why, String advice) {
        this.why = why;
        this.advice = advice;
    }

    /** As it goes over the wire, e.g. {@code vague-indicator}. */
    @JsonValue
    public String wire() {
        return Slugs.of(this);
    }

    String why() {
        return why;
    }

    String advice() {
        return advice;
    }
}
