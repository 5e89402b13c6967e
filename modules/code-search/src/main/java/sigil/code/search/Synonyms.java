package sigil.code.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Words that programmers use for the same thing. A small table: what is not in it is found by the words around it. */
final class Synonyms {

    private static final Map<String, List<String>> ALIKE = read("""
            auth authn authenticate authentication login signin
            authz authorize authorization permission
            init initialize initialise setup bootstrap
            cfg config configuration settings options preferences
            db database
            msg message
            err error exception failure
            req request
            res resp response reply
            ctx context
            param parameter argument arg
            attr attribute
            dir directory folder
            doc document documentation
            env environment
            exec execute run
            fn func function method
            impl implementation
            info information
            delete remove erase drop
            create make build new
            fetch get retrieve load
            store save persist
            repo repository
            spec specification
            sync synchronize
            async asynchronous
            tmp temp temporary
            util utility helper
            ws websocket
            cert certificate
            cmd command
            conn connection
            lib library
            max maximum
            min minimum
            num number count
            pkg package
            prop property
            ref reference
            regex regexp pattern
            stat statistics metrics
            str string
            url uri link address
            var variable
            cache memoize
            encrypt cipher crypto
            hash digest checksum
            queue buffer
            thread worker
            retry backoff
            timeout deadline
            log logger logging
            parse decode deserialize read
            serialize encode marshal write
            start begin launch
            stop end shutdown terminate
            close dispose release
            limit throttle quota
            user account principal
            password passphrase secret credential
            token bearer
            job task
            event notification
            listener observer subscriber handler callback
            schedule cron timer
            render draw paint
            """);

    private Synonyms() {
    }

    private static Map<String, List<String>> read(String table) {
        var alike = new HashMap<String, LinkedHashSet<String>>();
        for (var line : table.lines().toList()) {
            var stems = new LinkedHashSet<String>();
            for (var word : line.split(" ")) {
                stems.add(Stem.of(word));
            }
            for (var stem : stems) {
                alike.computeIfAbsent(stem, key -> new LinkedHashSet<>()).addAll(stems);
            }
        }
        var lists = new HashMap<String, List<String>>();
        alike.forEach((stem, all) -> {
            var others = new ArrayList<>(all);
            others.remove(stem);
            lists.put(stem, List.copyOf(others));
        });
        return Map.copyOf(lists);
    }

    /** Stems of other words for the same as this stem; none if there are none. */
    static List<String> of(String stem) {
        return ALIKE.getOrDefault(stem, List.of());
    }
}
