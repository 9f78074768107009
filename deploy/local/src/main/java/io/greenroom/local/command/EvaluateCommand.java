package io.greenroom.local.command;

import io.greenroom.local.service.SuiteService;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

@Command(
        name = "evaluate",
        customSynopsis = "./greenroom evaluate FILE.jsonl... [--json] [OPTION...]",
        description = {
            "Measures the configured grader on human-graded answers and tries its gates,",
            "without starting anything. Figures go to standard output, all else to standard error.",
            "",
            "  --json          figures as JSON",
            "  --no-gates      agreement with people only",
            "  --sample N      about so many texts a gate and data set",
            "  --misses        show what came through a gate",
            "  --scores FILE   write one line an answer: id, human mark, score, confidence",
            "  --accept FILE   write these figures as the accepted ones",
            "  --against FILE  compare with accepted figures; exit code 3 when this is worse",
            "  --publish DIR   write what the graders page shows; GREENROOM_GRADING_FIGURES names"
                    + " DIR",
            ""
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final String MAIN = "io.greenroom.grading.evaluation.Evaluate";

    /** Keeps the vectors of thousands of answers, which a service never needs at once. */
    private static final String HEAP = "768m";

    @Option(names = "--no-build", description = "Use what is built, however old.")
    private boolean noBuild;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Files and options for the evaluator, in the order in which they were typed. */
    @Unmatched private List<String> others = new ArrayList<>();

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException {
        return new BuiltProgram(Context.ofThisProcess(), SuiteService.GRADING, MAIN, HEAP)
                .run(!noBuild, others);
    }
}
