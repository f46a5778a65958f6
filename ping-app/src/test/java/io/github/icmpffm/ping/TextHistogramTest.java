package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.RoundTripSummary;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextHistogramTest {
    private static final Pattern ROW = Pattern.compile("  +\\d\\S* - +\\d\\S* ms +(\\d+)( #+)?");

    @Test
    void roundTripsOfOneSizeHaveEqualSteps() {
        long[] nanos = new long[20];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = 10_000_000 + 10_000L * i * i;
        }
        assertThat(of(nanos)).isEqualTo("""
                  10.0 - 10.4 ms 7 ########################################
                  10.4 - 10.8 ms 2 ############
                  10.8 - 11.2 ms 2 ############
                  11.2 - 11.6 ms 2 ############
                  11.6 - 12.0 ms 2 ############
                  12.0 - 12.4 ms 1 ######
                  12.4 - 12.8 ms 1 ######
                  12.8 - 13.2 ms 1 ######
                  13.2 - 13.6 ms 1 ######
                  13.6 - 14.0 ms 1 ######
                """);
    }

    @Test
    void whereTheLongestIsManyTimesTheShortestStepsGrow() {
        assertThat(of(1_000_000, 1_100_000, 1_200_000, 10_000_000, 100_000_000, 1_000_000_000)).isEqualTo("""
                     1.0 -    1.9 ms 3 ########################################
                     1.9 -    3.9 ms 0
                     3.9 -    7.9 ms 0
                     7.9 -   15.0 ms 1 ##############
                    15.0 -   31.0 ms 0
                    31.0 -   63.0 ms 0
                    63.0 -  120.0 ms 1 ##############
                   120.0 -  250.0 ms 0
                   250.0 -  500.0 ms 0
                   500.0 - 1000.0 ms 1 ##############
                """);
    }

    @Test
    void equalOnesAreOneRow() {
        assertThat(of(5_000_000, 5_000_000)).hasLineCount(1).contains(" ms 2 ###");
    }

    @Test
    void noRoundTripIsLeftOutWhateverTheyAre() {
        Random random = new Random(1);
        for (int run = 0; run < 300; run++) {
            long least = (long) Math.pow(10, random.nextDouble() * 9);
            double spread = Math.pow(10, random.nextDouble() * 5);
            long[] nanos = random.doubles(20 + random.nextInt(3000), 0, 1)
                    .mapToLong(x -> (long) (least * (1 + x * spread)))
                    .toArray();
            String text = of(nanos);
            assertThat(text.lines().count()).isBetween(1L, 10L);
            long counted = text.lines().mapToLong(TextHistogramTest::count).sum();
            assertThat(counted).as("%s of %s", text, Arrays.toString(nanos)).isEqualTo(nanos.length);
        }
    }

    private static long count(String row) {
        Matcher matcher = ROW.matcher(row);
        assertThat(matcher.matches()).as(row).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static String of(long... nanos) {
        StringBuilder text = new StringBuilder();
        TextHistogram.append(text, RoundTripSummary.of(nanos));
        return text.toString();
    }
}
