package sigil.code.tools;

import jakarta.json.JsonValue;

/** How much of a structured result is written already: as an action it must have fewer than 100,000 characters of JSON. For one answer. */
final class Written {
    /** What is left is for the rest of the answer: how complete it is, a cursor. */
    static final int MOST = 95_000;

    private int characters;

    /** Takes an entry if it fits. The first one always has room, or nobody could go on from there. */
    boolean takes(JsonValue entry) {
        return takes(of(entry));
    }

    /** The same for one whose length is known. */
    boolean takes(int length) {
        if (characters > 0 && characters + length > MOST) {
            return false;
        }
        characters += length;
        return true;
    }

    /** How long a value is in JSON, with what parts it from the next, in UTF-16 units, which are never fewer than characters. */
    static int of(JsonValue value) {
        return value.toString().length() + 1;
    }
}
