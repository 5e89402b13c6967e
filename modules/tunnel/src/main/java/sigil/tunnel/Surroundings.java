package sigil.tunnel;

/**
 * What every check has at hand.
 *
 * @param settings  what is looked at
 * @param origin    asks the server directly, under the address of this machine
 * @param insider   asks the server directly, under its public name
 * @param outsider  asks it as clients do; where there is no URL, this and {@code insider} are {@code origin}, and no check asks them
 */
record Surroundings(DoctorSettings settings, Asker origin, Asker insider, Asker outsider) {

    static Surroundings of(DoctorSettings settings) {
        ProbeSigner signer = new ProbeSigner(settings.key());
        Way directly = settings.directly();
        if (settings.url().isEmpty()) {
            Asker origin = new Asker(directly, signer);
            return new Surroundings(settings, origin, origin, origin);
        }
        return new Surroundings(settings, new Asker(directly, signer), new Asker(directly.named(settings.authority()), signer),
                new Asker(settings.publicly(), signer));
    }

    /** What the server itself knows of a request. */
    String seen(String nonce) {
        return origin.ask(WireRequest.get("/probe/seen?nonce=" + nonce)) instanceof Outcome.Answered answered && answered.proof()
                ? answered.answer().text() : "";
    }
}
