package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maxRetryCount  | max retry count maxretrycount
            MAX_RETRY      | max retry maxretry
            HTTPServer     | http server httpserver
            parseXMLFile   | parse xml file parsexmlfile
            utf8Decoder    | utf decoder utf8decoder
            __init__       | init
            plain          | plain
            größeÄndern    | größe ändern größeändern
            """)
    void anIdentifierIsItsPartsAndTheWholeOfIt(String identifier, String words) {
        assertThat(Words.SPLIT.of(identifier), is(List.of(words.split(" "))));
    }

    @Test
    void wordsStandInOrderAndAsOftenAsInTheText() {
        assertThat(Words.PLAIN.of("call(call, other.call); // x"), is(List.of("call", "call", "other", "call")));
    }

    @ParameterizedTest
    @CsvSource({"retries,retry", "retrying,retry", "parser,parse", "parsing,parse", "running,run", "caches,cache", "caching,cache", "connections,connect",
        "configuration,configure", "initialise,initialize", "initialization,initialize", "validator,validate", "handlers,handle", "classes,class", "called,call",
        "addresses,address", "closeable,close", "manager,manage"})
    void wordsThatBelongTogetherHaveOneStem(String one, String other) {
        assertThat(Stem.of(one), is(Stem.of(other)));
    }

    @ParameterizedTest
    @CsvSource({"bus,busy", "class,clash", "string,strong", "sing,single", "file,fill", "user,used", "test,tests2"})
    void wordsThatDoNotBelongTogetherStayApart(String one, String other) {
        assertThat(Stem.of(one), is(not(Stem.of(other))));
    }

    @Test
    void wordsThatAreEverywhereAndKeysAreNoWords() {
        assertThat(Words.STEMMED.of("this is the one that you use"), is(empty()));
        assertThat(Words.STEMMED.of("x".repeat(65) + " 1234567 404"), is(List.of("404")));
    }

    @Test
    void synonymsLeadToEachOther() {
        for (var word : List.of("auth", "login", "configuration", "db", "initialise")) {
            for (var other : Synonyms.of(Stem.of(word))) {
                assertThat(word, Synonyms.of(other), hasItem(Stem.of(word)));
                assertThat(new HashSet<>(Synonyms.of(other)).contains(other), is(false));
            }
        }
        assertThat(Synonyms.of(Stem.of("login")), hasItem(Stem.of("authenticate")));
        assertThat(Synonyms.of(Stem.of("cfg")), hasItem(Stem.of("configuration")));
    }
}
