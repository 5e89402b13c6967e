package sigil.tunnel;

/** Does what a client asks come to the server? What the server says to it is its own business. */
final class PublicAgent implements PathCheck {
    private final Agent agent;

    PublicAgent(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return agent.title();
    }

    @Override
    public Found look(Surroundings at) {
        Outcome outcome = at.outsider().ask(agent.request());
        return switch (outcome) {
            case Outcome.Answered answered when answered.proof() -> Found.good(Found.line(outcome));
            case Outcome.Answered answered -> refused(at, answered);
            case Outcome.Broken broken -> Found.bad(broken.why() == Outcome.Break.CLOSED ? Fault.AGENT_BLOCKED : EdgeAnswer.fault(broken),
                    Found.line(outcome));
        };
    }

    private static Found refused(Surroundings at, Outcome.Answered answered) {
        boolean arrived = at.seen(answered.nonce()).contains("\"seen\":true");
        Fault fault = EdgeAnswer.fault(answered);
        boolean blocked = fault == Fault.BLOCKED || fault == Fault.STRANGER;
        String where = arrived ? "the request came to the server, but its answer was replaced" : "the request did not come to the server";
        return Found.bad(arrived ? Fault.CHALLENGE_LOST : blocked ? Fault.AGENT_BLOCKED : fault, Found.line(answered), where);
    }
}
