package harbour;

import java.util.List;
import java.util.Map;

/** A harbour; class Decoy { } is only a word here. */
@Deprecated(since = "{1}")
public sealed abstract class Harbour<T extends Comparable<? super T>> implements Iterable<T> permits Harbour.Small {

    static final String SIGN = "class Fake { void no() { }";
    private int berths, ships = count(1, 2), moles[] = {1, 2};
    Map<String, List<int[]>> depths = new java.util.HashMap<String, List<int[]>>(), other;

    // void commentedOut() { }
    Harbour(int berths) {
        this.berths = berths;
        class Local {
            void inLocal() { }
        }
    }

    <U> Harbour(U u, int... rest) throws IllegalStateException { }

    @Override
    @SuppressWarnings({"a", "b"})
    public abstract java.util.Iterator<T> iterator();

    static <K, V extends Map<K, ? extends List<V>>> Map<K, V> map(
            final K key,
            @Deprecated V value) {
        char brace = '{';
        String text = """
            void inText() { "quoted" \""" }
            """;
        Runnable run = () -> { int notAField = 1; };
        return Map.of(key, value);
    }

    private static int count(int... of) { return of.length; }

    static { int inInitializer = 1; }

    enum Tide {
        @Deprecated LOW,
        HIGH(3) {
            @Override void turn() { }
        };

        final int metres;

        Tide(int... metres) { this.metres = metres.length; }

        void turn() { }
    }

    record Ship(String name, List<Map<String, Integer>> cargo) {
        static int built = 0;

        Ship {
            built++;
        }

        int weight() { return 1; }
    }

    @interface Lighthouse {
        int height() default 10;
        String[] names() default {"a", "b"};
    }

    interface Pier { int LENGTH = 5; default void extend() { } }

    static final class Small extends Harbour<String> implements Pier {
        Small() { super(1); }
        public java.util.Iterator<String> iterator() { return null; }
    }
}
