package io.greenroom.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.meaning.Meaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchesTest {
    private final Random random = new Random(3);

    @Test
    void isNearestToItselfAndFurthestFromItsContrary() {
        var vector = near(new float[384], 1);
        var contrary = new float[384];
        for (int i = 0; i < contrary.length; i++) {
            contrary[i] = -vector[i];
        }
        var sketches = Sketches.none().upTo(3);
        sketches.put(0, contrary);
        sketches.put(1, near(new float[384], 1));
        sketches.put(2, vector);
        assertThat(sketches.nearest(vector, 1)).containsExactly(2);
        assertThat(sketches.nearest(vector, 2)).containsExactly(1, 2);
        assertThat(sketches.nearest(contrary, 1)).containsExactly(0);
    }

    @Test
    void leavesOutWhatIsNotKnownOrGone() {
        var vector = near(new float[384], 1);
        var sketches = Sketches.none().upTo(2);
        sketches.put(0, vector);
        var later = sketches.upTo(4);
        later.put(2, vector);
        later.put(3, vector);
        later.remove(0);
        assertThat(later.nearest(vector, 4)).containsExactly(2, 3);
        assertThat(sketches.nearest(vector, 4)).containsExactly(0);
        assertThat(Sketches.none().nearest(vector, 4)).isEmpty();
    }

    /** Of more than are counted at once, and of a number that fills no last long. */
    @Test
    void countsTheSignsOfTheLargestNumbersAndTheVeryLargestTwice() {
        int questions = 20_001;
        var query = near(new float[384], 1);
        var sketches = Sketches.none().upTo(questions);
        var largest =
                IntStream.range(0, 384)
                        .boxed()
                        .sorted(Comparator.comparingDouble(k -> -Math.abs(query[k])))
                        .limit(Sketches.HEAVY + Sketches.LIGHT)
                        .toList();
        var shared = new int[questions];
        for (int i = 0; i < questions; i++) {
            var vector = near(query, 3);
            sketches.put(i, vector);
            for (int k = 0; k < largest.size(); k++) {
                int at = largest.get(k);
                if (vector[at] > 0 == query[at] > 0) {
                    shared[i] += k < Sketches.HEAVY ? 2 : 1;
                }
            }
        }
        sketches.remove(questions - 1);
        shared[questions - 1] = -1;
        int last =
                IntStream.of(shared).map(count -> -count).sorted().skip(299).findFirst().orElse(0);
        assertThat(sketches.nearest(query, 300))
                .containsExactly(
                        IntStream.range(0, questions).filter(i -> shared[i] >= -last).toArray());
    }

    /** The 20 most alike of 5,000 are among the 100 that are kept of 500, all but very few. */
    @Test
    void keepsTheNearestInSight() {
        int kept = 0;
        int wanted = 0;
        for (int round = 0; round < 10; round++) {
            var query = near(new float[384], 1);
            var vectors = new ArrayList<float[]>();
            var sketches = Sketches.none().upTo(5_000);
            for (int i = 0; i < 5_000; i++) {
                vectors.add(near(query, 0.5 + random.nextDouble() * 20));
                sketches.put(i, vectors.getLast());
            }
            var best =
                    IntStream.range(0, vectors.size())
                            .boxed()
                            .sorted(
                                    Comparator.comparingDouble(
                                            i -> -Meaning.alike(query, vectors.get(i))))
                            .limit(20)
                            .toList();
            var roughly = set(sketches.nearest(query, 500));
            var inSight = set(sketches.nearest(query, 500, 100));
            assertThat(roughly).hasSizeBetween(500, 700).containsAll(inSight);
            assertThat(inSight).hasSize(100);
            wanted += best.size();
            kept += (int) best.stream().filter(inSight::contains).count();
        }
        assertThat(kept).isGreaterThanOrEqualTo(wanted * 99 / 100);
    }

    private static Set<Integer> set(int[] numbers) {
        return IntStream.of(numbers).boxed().collect(Collectors.toSet());
    }

    private float[] near(float[] centre, double noise) {
        var vector = new float[centre.length];
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (centre[i] + noise * random.nextGaussian() / Math.sqrt(384));
            length += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(length));
        }
        return vector;
    }
}
