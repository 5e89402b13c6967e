package sigil.mcp.core;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Servers for tests. */
final class Servers {

    private Servers() {
    }

    static McpServer of(Contribution... contributions) {
        return of(new Changes(), ServerLimits.DEFAULTS, contributions);
    }

    static McpServer of(ServerLimits limits, Contribution... contributions) {
        return of(new Changes(), limits, contributions);
    }

    static McpServer of(Changes changes, ServerLimits limits, Contribution... contributions) {
        return McpServer.create(new Implementation("test", "Test", "1"), List.of(contributions), changes, limits);
    }

    /** A server with a single tool, which takes any arguments. */
    static McpServer of(ToolHandler handler) {
        return of(SampleTools.plain("tool", "Tool", "Use this.", handler));
    }

    static McpServer of(ToolBinding... tools) {
        return of(Contribution.ofTools("tools", "", List.of(tools)));
    }

    static McpServer of(ServerLimits limits, ToolBinding... tools) {
        return of(limits, Contribution.ofTools("tools", "", List.of(tools)));
    }

    /** The usual limits but for some. */
    static ServerLimits limits(UnaryOperator<Some> change) {
        Some some = change.apply(new Some());
        ServerLimits usual = ServerLimits.DEFAULTS;
        return new ServerLimits(usual.pageSize(), some.maxSessions, some.sessionIdle, usual.maxSubscriptions(), usual.maxBatch(),
                some.maxTasks, some.taskTtl, some.askTimeout, some.stateTtl);
    }

    /** Limits that tests set. */
    static final class Some {
        private int maxSessions = ServerLimits.DEFAULTS.maxSessions();
        private int maxTasks = ServerLimits.DEFAULTS.maxTasks();
        private Duration sessionIdle = ServerLimits.DEFAULTS.sessionIdle();
        private Duration taskTtl = ServerLimits.DEFAULTS.taskTtl();
        private Duration askTimeout = ServerLimits.DEFAULTS.askTimeout();
        private Duration stateTtl = ServerLimits.DEFAULTS.stateTtl();

        Some maxSessions(int most) {
            maxSessions = most;
            return this;
        }

        Some maxTasks(int most) {
            maxTasks = most;
            return this;
        }

        Some sessionIdle(Duration longest) {
            sessionIdle = longest;
            return this;
        }

        Some taskTtl(Duration longest) {
            taskTtl = longest;
            return this;
        }

        Some askTimeout(Duration longest) {
            askTimeout = longest;
            return this;
        }

        Some stateTtl(Duration longest) {
            stateTtl = longest;
            return this;
        }
    }

    /** Waits for something that happens on another thread. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 4_000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("It never came to that");
    }
}
