package sigil.mcp.core;

import java.util.List;
import java.util.concurrent.Semaphore;

/** Tools that take their time: what they wait for is given to them by {@link #go()}. */
final class SampleTasks {
    /** What a modern client declares. */
    static final String DECLARED = "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";
    static final String DECLARED_AND_FORM = "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}},\"elicitation\":{\"form\":{}}}";

    private final Semaphore gate = new Semaphore(0);

    Contribution contribution() {
        return Contribution.ofTools("tasks", "", List.of(
                SampleTools.task("dig", "Dig", "Use this to dig.", TaskSupport.OPTIONAL, (arguments, call) -> {
                    call.becomeTask();
                    call.progress(1, 4, "digging");
                    gate.acquire();
                    return SampleTools.text("a hole");
                }),
                SampleTools.task("interview", "Interview", "Use this to be interviewed.", TaskSupport.REQUIRED, (arguments, call) -> {
                    call.becomeTask();
                    return SampleTools.text("Thank you, " + call.ask(Questions.NAME).content().getString("name") + ".");
                }),
                SampleTools.task("stumble", "Stumble", "Use this to fail.", TaskSupport.OPTIONAL, (arguments, call) -> {
                    call.becomeTask();
                    throw new ToolException("A stone.");
                }),
                SampleTools.plain("glance", "Glance", "Use this to look.", (arguments, call) -> SampleTools.text("seen"))));
    }

    /** Lets one tool go on. */
    void go() {
        gate.release();
    }

    /** Whether a tool waits. */
    boolean waits() {
        return gate.hasQueuedThreads();
    }
}
