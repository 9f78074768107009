package io.greenroom.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.meaning.Meaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchTest {
    private final Random random = new Random(3);

    @Test
    void differsInNothingFromItselfAndInAllFromItsContrary() {
        var vector = near(new float[384], 1);
        var contrary = new float[384];
        for (int i = 0; i < contrary.length; i++) {
            contrary[i] = -vector[i];
        }
        assertThat(Sketch.difference(Sketch.of(vector), Sketch.of(vector))).isZero();
        assertThat(Sketch.difference(Sketch.of(vector), Sketch.of(contrary))).isEqualTo(384);
    }

    /** The 20 most alike of 5,000 are among the 500 with the nearest sketches, all but very few. */
    @Test
    void keepsTheNearestInSight() {
        int kept = 0;
        int wanted = 0;
        for (int round = 0; round < 10; round++) {
            var query = near(new float[384], 1);
            var vectors = new ArrayList<float[]>();
            for (int i = 0; i < 5_000; i++) {
                vectors.add(near(query, 0.5 + random.nextDouble() * 20));
            }
            var sketch = Sketch.of(query);
            var best =
                    IntStream.range(0, vectors.size())
                            .boxed()
                            .sorted(
                                    Comparator.comparingDouble(
                                            i -> -Meaning.alike(query, vectors.get(i))))
                            .limit(20)
                            .toList();
            var inSight =
                    IntStream.range(0, vectors.size())
                            .boxed()
                            .sorted(
                                    Comparator.comparingInt(
                                            i ->
                                                    Sketch.difference(
                                                            sketch, Sketch.of(vectors.get(i)))))
                            .limit(500)
                            .collect(Collectors.toSet());
            wanted += best.size();
            kept += (int) best.stream().filter(inSight::contains).count();
        }
        assertThat(kept).isGreaterThanOrEqualTo(wanted * 99 / 100);
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
