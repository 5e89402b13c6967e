package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sigil.code.index.CharacterSet;

class ByteWindowTest {

    private static CharacterSet set(IntStream characters) {
        var bits = characters.boxed().toList();
        return new CharacterSet(bits.stream().filter(c -> c < 64).mapToLong(c -> 1L << c).reduce(0, (a, b) -> a | b),
                bits.stream().filter(c -> c >= 64).mapToLong(c -> 1L << c - 64).reduce(0, (a, b) -> a | b), false, List.of());
    }

    private static CharacterSet any(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> set(IntStream.rangeClosed('0', '9'));
            case 1 -> set(IntStream.of('x', 'X'));
            case 2 -> set(IntStream.of(random.nextInt(128)));
            case 3 -> set(IntStream.rangeClosed(0, random.nextInt(128)));
            case 4 -> set(IntStream.rangeClosed(random.nextInt(127), 127));
            default -> set(random.ints(1 + random.nextInt(20), 0, 128));
        };
    }

    private static int slowly(List<CharacterSet> sets, int rarest, byte[] bytes, int from, int to) {
        return IntStream.rangeClosed(from, to - sets.size())
                .filter(start -> IntStream.range(0, sets.size()).allMatch(i -> bytes[start + i] >= 0 && sets.get(i).has(bytes[start + i])))
                .map(start -> start + rarest).findFirst().orElse(-1);
    }

    @Test
    void itIsFoundWhereverEachByteIsOfItsSet() {
        var random = new Random(6);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            var sets = Stream.generate(() -> any(random)).limit(1 + random.nextInt(3)).toList();
            int rarest = random.nextInt(sets.size());
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = switch (random.nextInt(4)) {
                    case 0 -> (byte) "0189xXwy/:".charAt(random.nextInt(10));
                    case 1 -> (byte) (bytes[at] & 0x7f);
                    default -> bytes[at];
                };
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = slowly(sets, rarest, bytes, from, to);
            assertThat(new ByteWindow(sets, rarest).find(bytes, from, to), is(expected));
            found += expected < 0 ? 0 : 1;
        }
        assertThat(found, greaterThan(3_000));
    }
}
