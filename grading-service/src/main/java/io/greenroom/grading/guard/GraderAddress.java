package io.greenroom.grading.guard;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises words that are meant for the grader: orders, forged turns and grades, claims of
 * authority.
 */
final class GraderAddress {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String GRADER =
            "(?:grader|grading (?:system|model|assistant|tool)|evaluator|examiner|assessor|marker"
                    + "|reviewer|interviewer bot|ai|llm|language model|model|assistant|system)";
    private static final String MARKS =
            "(?:scores?|marks?|points?|grades?|credit|levels?|ratings?|criteri(?:on|a)|band)";

    /** Any of these is aimed at a grader, whatever the question is about. */
    private static final List<Pattern> CERTAIN =
            compile(
                    "\\b(?:give|award|assign|grant|return|output|report|record|set|mark|rate|score|grade|evaluate)\\b[^.!?\\n"
                        + "]{0,60}\\b(?:full|max(?:imum)?|highest|perfect|top|best"
                        + " possible|100|10/10|4/4|5/5|level 4|strong[- ]yes)\\b[^.!?\\n"
                        + "]{0,25}\\b"
                            + MARKS
                            + "\\b",
                    "\\b(?:give|award|mark|rate|score|grade|evaluate)\\s+(?:this|it|me|my|the"
                        + " (?:answer|candidate|response|submission))\\b[^.!?\\n"
                        + "]{0,40}\\b(?:full|max(?:imum)?|highest|perfect|100|10/10|4/4|4|5/5|strong[-"
                        + " ]yes)\\b",
                    "\\b"
                            + MARKS
                            + "\\b[^.!?\\n"
                            + "]{0,30}\\b(?:must|should|shall|has to|is to) be\\b[^.!?\\n"
                            + "]{0,20}\\b(?:100|4|full|max(?:imum)?|perfect|highest)\\b",
                    "\\b(?:dear|note (?:to|for)|attention|message"
                            + " (?:to|for)|hello|hey)[, ]+(?:the |you,? )?"
                            + GRADER
                            + "\\b",
                    "\\binstructions? (?:to|for)[, ]+(?:the |you,? )?"
                            + GRADER
                            + "\\b"
                            // Who speaks of an instruction, and doesn't give it, says what it is.
                            + "(?! (?:is|are|was|were|can|cannot|does|do|may|contains?|says?) )",
                    "\\b(?:ignore|disregard|forget|override|bypass|skip)\\b[^.!?\\n"
                            + "]{0,40}\\b(?:rubric|grading|scoring|mark(?:ing)? scheme|evaluation"
                            + " criteria|grader)\\b",
                    "\\b(?:this|the|my)"
                        + " (?:answer|submission|response|solution|candidate)\\b[^.!?\\n"
                        + "]{0,40}\\b(?:has (?:already )?been|was|is)\\b[^.!?\\n"
                        + "]{0,20}\\b(?:pre-?graded|pre-?approved|(?:verified|approved|graded|reviewed|certified|confirmed)"
                        + " (?:by|as|at|with))\\b",
                    "\\b(?:meets?|satisf(?:y|ies)|fulfil(?:l|ls|s)?)\\b[^.!?\\n"
                            + "]{0,20}\\b(?:all|every|each)\\b[^.!?\\n"
                            + "]{0,25}\\b(?:criteri(?:on|a)|indicators?|rubric)\\b",
                    "\\ball (?:the )?(?:criteria|indicators)\\b[^.!?\\n"
                            + "]{0,20}\\b(?:are|were|have been)\\b[^.!?\\n"
                            + "]{0,15}\\b(?:met|satisfied|fulfilled)\\b",
                    "\\byou (?:are|act|must act|will act)\\b[^.!?\\n"
                            + "]{0,30}\\b(?:grader|evaluator|examiner|lenient|generous)\\b",
                    "<\\|?/?(?:im_start|im_end|system|assistant|endoftext|eot_id|start_header_id|answer|submission|candidate_answer)\\b[^>]{0,40}>",
                    "\\[/?(?:INST|SYS|SYSTEM)\\]",
                    "^\\W{0,4}(?:system|assistant|developer|grader|evaluator)\\s*(?:message|prompt|note|override)?\\s*:\\s",
                    "^\\W{0,4}(?:evidence|quote from the answer|proof)\\b[^.!?\\n"
                            + "]{0,40}:\\s*[\"'“]",
                    "^\\W{0,4}(?:final |overall )?"
                        + "(?:verdict|level|score|grade|mark|rating)\\s*:?\\s*(?:\\d+(?:\\.\\d+)?|full|max|excellent|perfect|pass(?:ed)?|a\\+?|fully"
                        + " met)\\b(?:\\s*(?:/|of|out of)\\s*\\d+)?\\W*$",
                    "\\((?:verified|confirmed|approved)\\)",
                    "\\bend of (?:the )?(?:student |candidate"
                            + " )?(?:answer|submission|response|text|data)\\b",
                    "^\\W{0,3}</?(?:text|response|document|instructions|student\\w*|score|level|verdict)>?\\W*$",
                    "\\b(?:this|my|the) (?:answer|response|submission|solution|text)\\b[^.!?\\n"
                        + "]{0,20}\\b(?:fully|clearly|correctly|thoroughly|completely|accurately)\\b[^.!?\\n"
                        + "]{0,30}\\b"
                        + "(?:states?|explains?|covers?|address(?:es)?|demonstrates?|describes?|contains?|shows?)\\b",
                    "\\bI (?:have )?(?:\\w+ly"
                            + " )?(?:described|explained|covered|addressed|demonstrated)\\b[^.!?\\n"
                            + "]{0,90}\\b(?:thoroughly|accurately|in full"
                            + " detail|completely|comprehensively)\\b",
                    "\\b(?:earns?|deserves?|receives?|gets?|merits?)\\b[^.!?\\n"
                            + "]{0,20}\\b(?:full|max(?:imum)?|highest|top|best|perfect)\\b[^.!?\\n"
                            + "]{0,15}\\b"
                            + MARKS
                            + "\\b",
                    "\\bI \\w+ly (?:and \\w+ly"
                            + " )?(?:demonstrate|explain|describe|cover|address|show)\\b[^.!?\\n"
                            + "]{0,20}\\bfollowing\\b",
                    "\\bI have"
                        + " (?:clearly|fully|thoroughly|completely|correctly|accurately|comprehensively)"
                        + " (?:described|explained|covered|addressed|demonstrated)\\b",
                    // An order to a program; who explains what a score means says when it is given.
                    "\\b(?:return|output|report|print|give|assign|award)"
                        + " (?:score|grade|mark|rating)(?: of| to|:| =)?"
                        + " ?(?:1(?:\\.0+)?+|100?+)(?![\\w.]*\\d)(?!\\s*[-–—/|(*%])(?!\\s*,\\s*\\d)(?!"
                        + " (?:if|when|for|where|only|unless|per|and|or|to|points?|else|otherwise)\\b)",
                    "\\bset (?:every|each|all(?: the)?) "
                            + MARKS
                            + " to (?:100|10|5|4|full|the (?:max\\w*|highest|top))\\b",
                    "\\b(?:level|score|grade|mark) (?:100|10|5|4|full) (?:in|on|for|at)"
                            + " (?:every|each|all)(?: of)?(?: the)?"
                            + " (?:criteri(?:on|a)|indicators?|rubrics?)\\b",
                    "^\\W{0,6}skip the (?:evaluation|assessment) and"
                        + " (?:do|give|grant|award|assign|return|output|report|print|mark|grade|score)\\b",
                    "<{2,3}/?end(?: of \\w+)?>{2,3}(?!\\S)",
                    // The same orders in the languages that are tried most.
                    "\\b(?:ignora|ignore[zr]?|ignoriere|olvida|oublie[zr]?|vergiss)\\b[^.!?\\n"
                        + "]{0,40}\\b(?:instrucciones|instructions|"
                        + "anweisungen|istruzioni|instruções|r[úu]brica|barème|bewertung\\w*)\\b",
                    "\\b(?:puntuación|puntaje|calificación|note|punktzahl|bewertung|punteggio)\\b[^.!?\\n"
                        + "]{0,20}\\b(?:máxim[ao]|maximale?|volle?|"
                        + "höchste|perfecta|parfaite|massimo)\\b",
                    "忽略.{0,12}(?:指令|指示|说明|评分)|(?:给|打).{0,6}满分|игнориру\\w+.{0,30}инструкци|無視して.{0,20}(?:満点|採点)");

    /** Orders to a model in general: expected where the question itself is about them. */
    private static final List<Pattern> GENERAL =
            compile(
                    "^\\W{0,6}(?:please |now |important[:!]?"
                            + " )?(?:ignore|disregard|forget|override)\\b[^.!?\\n"
                            + "]{0,50}\\b"
                            + "(?:instructions?|prompts?|rules|directions|above|previous|prior)\\b",
                    "\\b(?:new|updated|real|actual) (?:system )?instructions?\\s*:",
                    "\\bas an? (?:ai|large )?(?:language model|ai assistant|llm)\\b[^.!?\\n"
                            + "]{0,20}\\byou\\b");

    /** A grade that was made up: expected where the question itself is about such data. */
    private static final List<Pattern> FORGED =
            compile(
                    "[\"'](?:score|criterionId|level|confidence|overall_?score|grade)[\"']\\s*:\\s*[\"']?(?:\\d|full|max)");

    private static final Pattern ABOUT_INJECTION =
            Pattern.compile("prompt[- ]injection|jailbreak|injected instructions?", FLAGS);

    private final List<Pattern> patterns;

    private GraderAddress(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * @param question all the words of the question; one on prompt injection will be answered with
     *     examples of it
     */
    static GraderAddress forQuestion(String question) {
        var patterns = new ArrayList<>(CERTAIN);
        if (!ABOUT_INJECTION.matcher(question).find()) {
            patterns.addAll(GENERAL);
        }
        if (FORGED.stream().noneMatch(pattern -> pattern.matcher(question).find())) {
            patterns.addAll(FORGED);
        }
        return new GraderAddress(List.copyOf(patterns));
    }

    /** True when the passage speaks to the grader. */
    boolean in(String passage) {
        var visible = new StringBuilder();
        Normalizer.normalize(passage, Normalizer.Form.NFKC)
                .codePoints()
                .filter(point -> !HiddenText.isInvisible(point))
                .forEach(visible::appendCodePoint);
        var text = visible.toString().toLowerCase(Locale.ROOT).replaceAll("[ \\t]+", " ");
        return speaks(text) || speaks(Spelling.repaired(text));
    }

    private boolean speaks(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static List<Pattern> compile(String... patterns) {
        return java.util.Arrays.stream(patterns)
                .map(pattern -> Pattern.compile(pattern, FLAGS | Pattern.MULTILINE))
                .toList();
    }
}
