package io.greenroom.grading.guard;

import io.greenroom.grading.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recognises passages that are not in English, by script or by the small words of a language. The
 * rubrics are English, so is what the embedded grader reads: of other languages it must not pretend
 * to know anything.
 */
final class ForeignText {
    private static final int FEWEST_WORDS = 4;
    private static final double SMALL_WORDS = 0.25;
    private static final double LETTERS = 0.3;

    /** Small words that are no English words. */
    private static final List<Set<String>> LANGUAGES =
            List.of(
                    words(
                            "el los las una unos del al que y por para con sin esta este esto estas"
                                + " su sus se lo le más pero como muy ya todo toda todos todas ser"
                                + " es son no favor respuesta puntos nota"),
                    words(
                            "le la les des du un une et est sont pour par avec sans ce cette ces"
                                + " qui que dans sur au aux ne pas plus tout toute tous toutes vous"
                                + " nous il elle à réponse sa son leur cet donnez"),
                    words(
                            "der die das den dem des ein eine einen einer und ist sind für mit ohne"
                                + " von vom zu zum zur auf im nicht auch diese dieser dieses dieser"
                                + " alle bitte sie wir wird werden ihr ihre als keine aus bei gib"
                                + " antwort"),
                    words(
                            "il lo gli un una uno del della dei delle dello che e è sono per con"
                                    + " senza questo questa questi di da nel nella al alla non più"
                                    + " tutto tutti tutte come risposta si anche"),
                    words(
                            "o os as um uma do da dos das que e é são para por com sem este esta"
                                + " isto em no na nos nas ao não mais todo toda todos todas como se"
                                + " resposta também"),
                    words(
                            "de het een en van voor met zonder dit deze dat die zijn op aan niet"
                                + " ook alle als bij geef u wij wordt naar uit te antwoord geen"),
                    words(
                            "i w na z do nie się jest są to tę ta tej ten tego za od po przez dla"
                                    + " oraz jak wszystkie proszę odpowiedź co ale"),
                    words(
                            "ve bir bu için ile da de tüm en çok olarak yok olan gibi lütfen cevap"
                                    + " puan ver daha ne her"),
                    words(
                            "och att det en ett är som för med utan den detta på av till inte alla"
                                    + " ge svar eller om jag vi du kan"),
                    words(
                            "dan yang di ini itu untuk dengan dari tidak adalah semua ke pada"
                                    + " berikan jawaban nilai saya kami akan"));

    private ForeignText() {}

    private static Set<String> words(String list) {
        // A word that English has as well proves nothing.
        return Arrays.stream(list.split(" "))
                .filter(word -> !Words.isFunction(word))
                .filter(word -> !Set.of("die", "den", "e", "la", "o", "i").contains(word))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True when the passage is not English. */
    static boolean is(String passage) {
        return inAnotherScript(passage) || inAnotherLanguage(passage);
    }

    private static boolean inAnotherScript(String passage) {
        long letters = passage.codePoints().filter(Character::isLetter).count();
        long other =
                passage.codePoints()
                        .filter(Character::isLetter)
                        .filter(
                                point ->
                                        switch (Character.UnicodeScript.of(point)) {
                                            // Letters of formulas are Greek.
                                            case LATIN, COMMON, INHERITED, GREEK -> false;
                                            default -> true;
                                        })
                        .count();
        return other > LETTERS * letters;
    }

    private static boolean inAnotherLanguage(String passage) {
        var words = Words.all(passage.toLowerCase(Locale.ROOT));
        if (words.size() < FEWEST_WORDS) {
            return false;
        }
        long english = words.stream().filter(Words::isFunction).count();
        for (var language : LANGUAGES) {
            var hits = words.stream().filter(language::contains).toList();
            if (hits.size() >= SMALL_WORDS * words.size()
                    && hits.stream().distinct().count() >= 2
                    && hits.size() > english) {
                return true;
            }
        }
        return false;
    }
}
