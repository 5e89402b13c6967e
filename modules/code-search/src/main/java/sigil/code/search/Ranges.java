package sigil.code.search;

/** Range checks that name the value and the cure. */
final class Ranges {

    private Ranges() {
    }

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; give " + least + " or more");
        }
    }

    static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; give " + least + " to " + most);
        }
    }
}
