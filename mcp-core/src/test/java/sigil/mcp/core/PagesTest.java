package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private final Pages pages = new Pages(new Seal(), 3);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6, 7})
    void thePagesTogetherAreTheList(int size) {
        List<String> all = IntStream.range(0, size).mapToObj(i -> "e" + i).toList();
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int count = 0;
        do {
            JsonObject page = page("things", all, cursor);
            page.getJsonArray("things").forEach(entry -> seen.add(entry.asJsonObject().getString("name")));
            cursor = JsonCodec.string(page, "nextCursor");
            count++;
        } while (cursor.isPresent());
        assertThat(seen, is(all));
        assertThat("no page is empty but that of an empty list", count, is(Math.max(1, (size + 2) / 3)));
    }

    // behaviour: pages.moving
    @Test
    void whatComesOrGoesBeforeACursorIsNotSeenTwiceOrMissed() {
        String cursor = page("things", List.of("a", "b", "c", "d", "e"), Optional.empty()).getString("nextCursor");
        assertThat(names(page("things", List.of("0", "a", "aa", "c", "d"), Optional.of(cursor))), is(List.of("d")));
        assertThat("nothing left", names(page("things", List.of("c"), Optional.of(cursor))), is(List.of()));
    }

    // behaviour: pages.moving
    @Test
    void aCursorWhoseEntryHasGoneIsRefused() {
        String cursor = page("things", List.of("a", "b", "c", "d"), Optional.empty()).getString("nextCursor");
        assertThat(refused("things", List.of("a", "b", "d"), cursor), containsString("changed"));
    }

    // behaviour: pages.sealed
    @Test
    void aCursorOfAnotherListOrServerIsRefused() {
        List<String> all = List.of("a", "b", "c", "d");
        String cursor = page("things", all, Optional.empty()).getString("nextCursor");
        assertThat(refused("others", all, cursor), containsString("params.cursor"));
        assertThat(refused("things", all, new Pages(new Seal(), 3).page("things", entries(all), entry -> entry.getString("name"),
                Optional.empty()).getString("nextCursor")), containsString("params.cursor"));
        assertThat(refused("things", all, cursor.substring(1)), containsString("params.cursor"));
        assertThat("an empty string is a cursor too", refused("things", all, ""), containsString("params.cursor"));
    }

    @Test
    void aCursorIsAString() {
        assertThat(Pages.cursor(Text.object("{}")), is(Optional.empty()));
        assertThat(Pages.cursor(Text.object("{\"cursor\":\"\"}")), is(Optional.of("")));
        for (String other : List.of("7", "null", "{}", "true")) {
            RpcException e = assertThrows(RpcException.class, () -> Pages.cursor(Text.object("{\"cursor\":" + other + "}")));
            assertThat(e.error().code(), is(RpcError.INVALID_PARAMS));
        }
    }

    private String refused(String list, List<String> all, String cursor) {
        RpcException e = assertThrows(RpcException.class, () -> page(list, all, Optional.of(cursor)));
        assertThat(e.error().code(), is(RpcError.INVALID_PARAMS));
        return e.error().message();
    }

    private JsonObject page(String list, List<String> names, Optional<String> cursor) {
        return pages.page(list, entries(names), entry -> entry.getString("name"), cursor);
    }

    private static List<JsonObject> entries(List<String> names) {
        return names.stream().map(name -> JsonCodec.object().add("name", name).build()).toList();
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("things").stream().map(entry -> entry.asJsonObject().getString("name")).toList();
    }
}
