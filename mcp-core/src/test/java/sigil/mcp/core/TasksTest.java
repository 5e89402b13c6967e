package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks of both eras, where the transcripts do not show them. */
class TasksTest {
    private static final String ABLE = "{\"elicitation\":{\"form\":{}},\"sampling\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";

    private static ToolBinding tool(TaskSupport support, ToolHandler handler) {
        return SampleTools.task("tool", "Tool", "", support, handler);
    }

    private static JsonObject get(TestClient client, String task) throws InterruptedException {
        return client.modern("tasks/get", "{\"taskId\":\"" + task + "\"}", ABLE).result();
    }

    private static void until(TestClient client, String task, String status) throws InterruptedException {
        Servers.until(() -> {
            try {
                return get(client, task).getString("status").equals(status);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String start(TestClient client) throws InterruptedException {
        return client.modern("tools/call", "{\"name\":\"tool\"}", ABLE).result().getString("taskId");
    }

    // behaviour: tasks.created
    @Test
    void aTaskIsFoundAsSoonAsItsClientKnowsOfItAndHasANameThatNobodyGuesses() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        TestClient client = new TestClient(Servers.of(tasks.contribution()));
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String id = client.modern("tools/call", "{\"name\":\"dig\"}", ABLE).result().getString("taskId");
            assertThat(get(client, id).getString("status"), is("working"));
            assertThat(id.length(), is(36));
            ids.add(id);
        }
        assertThat(ids.size(), is(20));
    }

    // behaviour: tasks.cap
    @ParameterizedTest
    @EnumSource(value = TaskSupport.class, names = {"OPTIONAL", "REQUIRED"})
    void overTheCapACallStaysACallOrIsRefusedWhereItMustBeATask(TaskSupport support) throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        McpServer server = Servers.of(Servers.limits(some -> some.maxTasks(1).taskTtl(Duration.ofMillis(300))), tool(support, (arguments, call) -> {
            boolean task = call.becomeTask();
            if (task) {
                gate.await();
            }
            return SampleTools.text("task: " + task);
        }));
        TestClient client = new TestClient(server);
        String first = start(client);
        if (support == TaskSupport.OPTIONAL) {
            assertThat(client.modern("tools/call", "{\"name\":\"tool\"}", ABLE).result().toString(), containsString("task: false"));
        } else {
            assertThat(client.modern("tools/call", "{\"name\":\"tool\"}", ABLE).error().getString("message"), containsString("Too many tasks"));
        }
        TestClient legacy = TestClient.legacy(server, "{}");
        assertThat(legacy.ask("tools/call", "{\"name\":\"tool\",\"task\":{}}").error().getInt("code"), is(RpcError.INTERNAL_ERROR));
        gate.countDown();
        until(client, first, "completed");
        Thread.sleep(400);
        server.sweep();
        assertThat("there is room again", start(client), is(not(first)));
    }

    // behaviour: tasks.ttl tasks.stopped
    @Test
    void aTaskIsStoppedAndForgottenAfterItsTime() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        McpServer server = Servers.of(Servers.limits(some -> some.taskTtl(Duration.ofMillis(200))), tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            call.becomeTask();
            try {
                new Semaphore(0).acquire();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return SampleTools.text("never");
        }));
        TestClient client = new TestClient(server);
        String task = start(client);
        server.sweep();
        assertThat("not yet", get(client, task).getString("status"), is("working"));
        assertThat(get(client, task).getInt("ttlMs"), is(200));
        Thread.sleep(300);
        server.sweep();
        assertThat(interrupted.await(10, TimeUnit.SECONDS), is(true));
        assertThat(client.modern("tasks/get", "{\"taskId\":\"" + task + "\"}", ABLE).error().getInt("code"), is(RpcError.INVALID_PARAMS));
    }

    // behaviour: tasks.ttl legacy.tasks.create
    @Test
    void theClientMayAskForLessTimeAndNotForMore() throws InterruptedException {
        McpServer server = Servers.of(Servers.limits(some -> some.taskTtl(Duration.ofSeconds(60))), tool(TaskSupport.OPTIONAL,
                (arguments, call) -> SampleTools.text("done")));
        TestClient client = TestClient.legacy(server, "{}");
        for (String[] wanted : new String[][] {{"{}", "60000"}, {"{\"ttl\":1000}", "1000"}, {"{\"ttl\":1}", "1"}, {"{\"ttl\":1500.9}", "1500"},
            {"{\"ttl\":60001}", "60000"}, {"{\"ttl\":9223372036854775808}", "60000"}, {"{\"ttl\":1e1000}", "60000"}}) {
            assertThat(client.ask("tools/call", "{\"name\":\"tool\",\"task\":" + wanted[0] + "}").result().getJsonObject("task").get("ttl").toString(),
                    is(wanted[1]));
        }
        for (String wanted : List.of("0", "0.5", "-1", "-1e1000", "\"1000\"", "null", "{}")) {
            assertThat(client.ask("tools/call", "{\"name\":\"tool\",\"task\":{\"ttl\":" + wanted + "}}").error().getInt("code"),
                    is(RpcError.INVALID_PARAMS));
        }
    }

    // behaviour: tasks.update
    @Test
    void answersMayComeInParts() throws InterruptedException {
        TestClient client = new TestClient(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            call.becomeTask();
            call.askAll(List.of(Questions.NAME, Questions.CAPITAL));
            return SampleTools.text(call.answer(Questions.NAME).content().getString("name") + " " + call.answer(Questions.CAPITAL).text());
        })));
        String task = start(client);
        until(client, task, "input_required");
        assertThat(get(client, task).getJsonObject("inputRequests").keySet().toString(), is("[name, capital]"));
        update(client, task, "\"capital\":" + Questions.PARIS + ",\"made-up\":{}");
        assertThat(get(client, task).getString("status"), is("input_required"));
        assertThat("what is left", get(client, task).getJsonObject("inputRequests").keySet().toString(), is("[name]"));
        update(client, task, "\"capital\":{\"model\":\"m\",\"content\":{\"type\":\"text\",\"text\":\"Rome\"}}");
        update(client, task, "\"name\":" + Questions.ADA);
        until(client, task, "completed");
        assertThat(get(client, task).getJsonObject("result").toString(), containsString("Ada Paris"));
    }

    // behaviour: tasks.update
    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"accept\",\"content\":{\"name\":7}}", "{\"action\":\"maybe\"}", "{}", "[]", "7", "null"})
    void anAnswerThatDoesNotFitIsRefusedAndTheQuestionStays(String answer) throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        TestClient client = new TestClient(Servers.of(tasks.contribution()));
        String task = client.modern("tools/call", "{\"name\":\"interview\"}", ABLE).result().getString("taskId");
        until(client, task, "input_required");
        JsonObject error = client.modern("tasks/update", "{\"taskId\":\"" + task + "\",\"inputResponses\":{\"name\":" + answer + "}}", ABLE).error();
        assertThat(error.getInt("code"), is(RpcError.INVALID_PARAMS));
        assertThat(error.getString("message"), containsString("params.inputResponses.name"));
        assertThat(get(client, task).getString("status"), is("input_required"));
        update(client, task, "\"name\":" + Questions.ADA);
        until(client, task, "completed");
    }

    // behaviour: tasks.keys
    @Test
    void aKeyIsAskedOnceInTheLifeOfATask() throws InterruptedException {
        List<String> answers = new ArrayList<>();
        TestClient client = new TestClient(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            call.becomeTask();
            for (int i = 0; i < 3; i++) {
                answers.add(call.ask(Questions.NAME).content().getString("name"));
            }
            return SampleTools.text("done");
        })));
        String task = start(client);
        until(client, task, "input_required");
        update(client, task, "\"name\":" + Questions.ADA);
        until(client, task, "completed");
        assertThat(answers, is(List.of("Ada", "Ada", "Ada")));
    }

    // behaviour: tasks.ask-first tasks.keys
    @Test
    void whatIsAskedBeforeACallBecomesATaskIsAskedOnTheWay() throws InterruptedException {
        TestClient client = new TestClient(Servers.of(tool(TaskSupport.REQUIRED, (arguments, call) -> {
            String name = call.ask(Questions.NAME).content().getString("name");
            assertThat(call.becomeTask(), is(true));
            assertThat("and once more", call.becomeTask(), is(true));
            return SampleTools.text(name + " again: " + call.ask(Questions.NAME).content().getString("name") + ", " + call.ask(Questions.CAPITAL).text());
        })));
        JsonObject first = client.modern("tools/call", "{\"name\":\"tool\"}", ABLE).result();
        assertThat(first.getString("resultType"), is("input_required"));
        JsonObject second = client.modern("tools/call", "{\"name\":\"tool\",\"requestState\":\"" + first.getString("requestState")
                + "\",\"inputResponses\":{\"name\":" + Questions.ADA + "}}", ABLE).result();
        assertThat(second.getString("resultType"), is("task"));
        String task = second.getString("taskId");
        until(client, task, "input_required");
        assertThat(get(client, task).getJsonObject("inputRequests").keySet().toString(), is("[capital]"));
        update(client, task, "\"capital\":" + Questions.PARIS);
        until(client, task, "completed");
        assertThat(get(client, task).getJsonObject("result").toString(), containsString("Ada again: Ada, Paris"));
    }

    // behaviour: tasks.declared tasks.required
    @Test
    void withoutTheExtensionACallStaysACallOrIsRefused() throws InterruptedException {
        McpServer server = Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> SampleTools.text("task: " + call.becomeTask())),
                SampleTools.task("always", "Always", "", TaskSupport.REQUIRED, (arguments, call) -> SampleTools.text("")));
        TestClient client = new TestClient(server);
        assertThat(client.modern("tools/call", "{\"name\":\"tool\"}").result().toString(), containsString("task: false"));
        Reply.Failure refused = (Reply.Failure) client.modern("tools/call", "{\"name\":\"always\"}").reply();
        assertThat(refused.error().code(), is(RpcError.MISSING_REQUIRED_CLIENT_CAPABILITY));
        assertThat(refused.error().httpStatus(), is(400));
        assertThat(refused.error().data().orElseThrow().toString(),
                is("{\"requiredCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}"));
    }

    // behaviour: tasks.declared
    @Test
    void aToolThatIsNeverATaskIsNoneWhateverItSays() throws InterruptedException {
        TestClient client = new TestClient(Servers.of((arguments, call) -> SampleTools.text("task: " + call.becomeTask())));
        assertThat(client.modern("tools/call", "{\"name\":\"tool\"}", ABLE).result().toString(), containsString("task: false"));
    }

    // behaviour: tasks.stopped
    @Test
    void aToolThatIsCancelledIsInterruptedAndItsResultIsNotTaken() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        AtomicBoolean cancelled = new AtomicBoolean();
        TestClient client = new TestClient(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            call.becomeTask();
            try {
                gate.acquire();
            } catch (InterruptedException e) {
                cancelled.set(call.cancelled());
            }
            return SampleTools.text("too late");
        })));
        String task = start(client);
        Servers.until(gate::hasQueuedThreads);
        client.modern("tasks/cancel", "{\"taskId\":\"" + task + "\"}", ABLE).result();
        Servers.until(cancelled::get);
        assertThat(get(client, task).getString("status"), is("cancelled"));
        assertThat(get(client, task).containsKey("result"), is(false));
    }

    // behaviour: tasks.stopped
    @Test
    void aToolThatAsksAfterItsTaskHasEndedIsInterrupted() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        ConcurrentLinkedQueue<Class<?>> thrown = new ConcurrentLinkedQueue<>();
        TestClient client = new TestClient(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            call.becomeTask();
            gate.acquireUninterruptibly();
            Thread.interrupted();
            try {
                call.ask(Questions.NAME);
            } catch (InterruptedException | RuntimeException e) {
                thrown.add(e.getClass());
                throw e;
            }
            return SampleTools.text("never");
        })));
        String task = start(client);
        client.modern("tasks/cancel", "{\"taskId\":\"" + task + "\"}", ABLE).result();
        gate.release();
        Servers.until(() -> !thrown.isEmpty());
        assertThat(thrown.peek(), is((Object) InterruptedException.class));
        assertThat(get(client, task).getString("status"), is("cancelled"));
    }

    // behaviour: tasks.stopped
    @Test
    void aTaskThatIsCancelledWhileItAsksEnds() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            ConcurrentLinkedQueue<Class<?>> thrown = new ConcurrentLinkedQueue<>();
            TestClient client = new TestClient(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
                call.becomeTask();
                try {
                    call.ask(Questions.NAME);
                } catch (InterruptedException | RuntimeException e) {
                    thrown.add(e.getClass());
                    throw e;
                }
                return SampleTools.text("never");
            })));
            String task = start(client);
            client.modern("tasks/cancel", "{\"taskId\":\"" + task + "\"}", ABLE).result();
            Servers.until(() -> !thrown.isEmpty());
            assertThat(thrown.peek(), is((Object) InterruptedException.class));
            assertThat(get(client, task).getString("status"), is("cancelled"));
        }
    }

    // behaviour: tasks.stopped tasks.failed
    @Test
    void aToolThatCrashesLeavesNoTaskThatNeverEnds() throws InterruptedException {
        try (Logged logged = new Logged("sigil.mcp.core.ToolRegistry")) {
            TestClient client = new TestClient(Servers.of(
                    tool(TaskSupport.OPTIONAL, (arguments, call) -> {
                        call.becomeTask();
                        throw new IllegalStateException("secret");
                    }),
                    SampleTools.task("protocol", "", "", TaskSupport.OPTIONAL, (arguments, call) -> {
                        call.becomeTask();
                        throw new RpcException(new RpcError(RpcError.INVALID_PARAMS, "Not this", 200));
                    }),
                    SampleTools.task("interrupted", "", "", TaskSupport.OPTIONAL, (arguments, call) -> {
                        call.becomeTask();
                        throw new InterruptedException();
                    }),
                    SampleTools.task("lacking", "", "", TaskSupport.OPTIONAL, (arguments, call) -> {
                        call.becomeTask();
                        return SampleTools.text(call.ask(Questions.ROOTS).toString());
                    })));
            String crashed = start(client);
            until(client, crashed, "completed");
            assertThat(get(client, crashed).getJsonObject("result").getBoolean("isError"), is(true));
            assertThat(get(client, crashed).toString(), not(containsString("secret")));
            assertThat(logged.all(), containsString("secret"));
            String failed = client.modern("tools/call", "{\"name\":\"protocol\"}", ABLE).result().getString("taskId");
            until(client, failed, "failed");
            assertThat(get(client, failed).getJsonObject("error").toString(), is("{\"code\":-32602,\"message\":\"Not this\"}"));
            assertThat(get(client, failed).getString("statusMessage"), is("Not this"));
            String stopped = client.modern("tools/call", "{\"name\":\"interrupted\"}", ABLE).result().getString("taskId");
            until(client, stopped, "cancelled");
            String lacking = client.modern("tools/call", "{\"name\":\"lacking\"}", ABLE).result().getString("taskId");
            until(client, lacking, "completed");
            assertThat(get(client, lacking).getJsonObject("result").getBoolean("isError"), is(true));
            TestClient legacy = TestClient.legacy(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
                throw new RpcException(new RpcError(RpcError.INVALID_PARAMS, "Not this", 200));
            })), "{}");
            String task = legacy.ask("tools/call", "{\"name\":\"tool\",\"task\":{}}").result().getJsonObject("task").getString("taskId");
            assertThat("the error that the call would have got", legacy.ask("tasks/result", "{\"taskId\":\"" + task + "\"}").error().toString(),
                    is("{\"code\":-32602,\"message\":\"Not this\"}"));
        }
    }

    // behaviour: tasks.stopped rpc.fault
    @Test
    void aToolThatBreaksTheMachineBeforeItIsATaskIsAnswered() throws InterruptedException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> { });
        try (Logged logged = new Logged("sigil.mcp.core.McpServer")) {
            TestClient client = new TestClient(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
                throw new StackOverflowError();
            })));
            assertThat(client.modern("tools/call", "{\"name\":\"tool\"}", ABLE).error().getInt("code"), is(RpcError.INTERNAL_ERROR));
            assertThat(logged.all(), containsString("StackOverflowError"));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    // behaviour: tasks.stopped
    @Test
    void theEndOfTheServerStopsItsTasks() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        McpServer server = Servers.of(tasks.contribution());
        TestClient client = new TestClient(server);
        String task = client.modern("tools/call", "{\"name\":\"dig\"}", ABLE).result().getString("taskId");
        Servers.until(tasks::waits);
        server.stop();
        assertThat(get(client, task).getString("status"), is("cancelled"));
        Servers.until(() -> !tasks.waits());
    }

    // behaviour: cancel.stops
    @Test
    void aCallThatIsNotATaskYetIsCancelledAsAnyOther() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        TestClient client = new TestClient(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            gate.acquire();
            return SampleTools.text("never");
        })));
        Wire wire = client.modern("tools/call", "{\"name\":\"tool\"}", ABLE);
        Servers.until(gate::hasQueuedThreads);
        client.cancel("1");
        assertThat(wire.reply(), instanceOf(Reply.Cancelled.class));
        Servers.until(() -> !gate.hasQueuedThreads());
    }

    @Test
    void severalThreadsOfACallThatBecomeATaskBecomeOne() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        McpServer server = Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                threads.add(Thread.ofVirtual().start(call::becomeTask));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            gate.acquire();
            return SampleTools.text("one");
        }));
        TestClient legacy = TestClient.legacy(server, "{}");
        for (int i = 0; i < 20; i++) {
            start(new TestClient(server));
        }
        assertThat(legacy.ask("tasks/list", "{}").result().getJsonArray("tasks").size(), is(20));
        gate.release(20);
    }

    // behaviour: tasks.notifications
    @Test
    void aStreamHearsOfItsTasksAndOfNoOther() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        TestClient client = new TestClient(Servers.of(tasks.contribution()));
        String heard = client.modern("tools/call", "{\"name\":\"interview\"}", ABLE).result().getString("taskId");
        String other = client.modern("tools/call", "{\"name\":\"interview\"}", ABLE).result().getString("taskId");
        until(client, heard, "input_required");
        until(client, other, "input_required");
        Wire stream = client.modern("subscriptions/listen", "{\"notifications\":{\"taskIds\":[\"" + heard + "\"]}}", ABLE);
        assertThat(stream.next().getString("method"), is("notifications/subscriptions/acknowledged"));
        update(client, other, "\"name\":" + Questions.ADA);
        until(client, other, "completed");
        update(client, heard, "\"name\":" + Questions.ADA);
        JsonObject told;
        do {
            told = stream.next();
            assertThat(told.getString("method"), is("notifications/tasks"));
            assertThat(told.getJsonObject("params").getString("taskId"), is(heard));
            assertThat(told.getJsonObject("params").getString("status"), is(anyOf(is("working"), is("completed"))));
        } while (!told.getJsonObject("params").getString("status").equals("completed"));
        JsonObject params = JsonCodec.object(told.getJsonObject("params")).remove("_meta").build();
        assertThat("all that tasks/get shows", params, is(JsonCodec.object(get(client, heard)).remove("resultType").remove("_meta").build()));
        stream.cancellation().cancel(Cancellation.Reason.CLIENT_CANCELLED);
    }

    // behaviour: legacy.tasks.asks
    @Test
    void aQuestionOfATaskComesOnTheSessionsOwnStreamTooAndOnce() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        McpServer server = Servers.of(tasks.contribution());
        TestClient client = TestClient.legacy(server, Questions.FORM);
        String task = legacyTask(client, "interview");
        JsonObject question = question(client);
        assertThat(question.getString("method"), is("elicitation/create"));
        assertThat(question.getJsonObject("params").getJsonObject("_meta").toString(),
                is("{\"io.modelcontextprotocol/related-task\":{\"taskId\":\"" + task + "\"}}"));
        Wire result = client.ask("tasks/result", "{\"taskId\":\"" + task + "\"}");
        client.answer(question, Questions.ADA);
        assertThat(result.result().toString(), containsString("Thank you, Ada."));
        assertThat("it was not sent a second time", result.rest(), is(List.of()));
    }

    // behaviour: legacy.tasks.asks
    @Test
    void whoeverWaitsForTheResultIsAskedAsSoonAsThereIsAQuestion() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        TestClient client = TestClient.legacy(Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> {
            gate.acquire();
            return SampleTools.text(call.ask(Questions.NAME).content().getString("name"));
        })), Questions.FORM);
        String task = legacyTask(client, "tool");
        Wire result = client.ask("tasks/result", "{\"taskId\":\"" + task + "\"}");
        Thread.sleep(50);
        gate.release();
        client.answer(result.next(), Questions.ADA);
        assertThat(result.result().toString(), containsString("Ada"));
    }

    // behaviour: legacy.tasks.asks
    @Test
    void aClientThatTakesNoStreamWithTheResultIsAskedElsewhere() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        McpServer server = Servers.of(tasks.contribution());
        TestClient client = new TestClient(server, TestClient.ALICE, false);
        client.initialize("2025-11-25", Questions.FORM);
        String task = legacyTask(client, "interview");
        until(new TestClient(server), task, "input_required");
        Wire result = client.ask("tasks/result", "{\"taskId\":\"" + task + "\"}");
        client.answer(question(client), Questions.ADA);
        assertThat(result.result().toString(), containsString("Thank you, Ada."));
    }

    // behaviour: legacy.tasks.asks changes.reread
    @Test
    void aTaskAsksStillWhenTheListOfToolsHasChangedMeanwhile() throws InterruptedException {
        Changes changes = new Changes();
        SampleLibrary library = new SampleLibrary(changes);
        Semaphore gate = new Semaphore(0);
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, library, Contribution.ofTools("t", "", List.of(
                tool(TaskSupport.OPTIONAL, (arguments, call) -> {
                    gate.acquire();
                    return SampleTools.text(call.ask(Questions.NAME).content().getString("name"));
                }))));
        TestClient client = TestClient.legacy(server, Questions.FORM);
        String task = legacyTask(client, "tool");
        library.addTool("newcomer");
        Wire result = client.ask("tasks/result", "{\"taskId\":\"" + task + "\"}");
        gate.release();
        client.answer(result.next(), Questions.ADA);
        assertThat(result.result().toString(), containsString("Ada"));
    }

    // behaviour: legacy.tasks.asks.late
    @Test
    void theEndOfASessionGivesUpWhatItsTasksAsked() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        McpServer server = Servers.of(tasks.contribution());
        TestClient client = TestClient.legacy(server, Questions.FORM);
        String task = legacyTask(client, "interview");
        question(client);
        server.end(client.session());
        TestClient later = TestClient.legacy(server, "{}");
        assertThat(later.ask("tasks/result", "{\"taskId\":\"" + task + "\"}").result().toString(), containsString("The session ended"));
        String next = legacyTask(client, "interview");
        assertThat("and what is asked then too", later.ask("tasks/result", "{\"taskId\":\"" + next + "\"}").result().toString(),
                containsString("The session ended"));
    }

    // behaviour: legacy.tasks.asks.late
    @Test
    void whatNobodyReadIsNotKeptLongerThanItsTask() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(10);
        McpServer server = Servers.of(Servers.limits(some -> some.taskTtl(Duration.ofMillis(300))), tool(TaskSupport.REQUIRED, (arguments, call) -> {
            try {
                return SampleTools.text(call.ask(Questions.NAME).toString());
            } finally {
                ended.countDown();
            }
        }));
        TestClient client = TestClient.legacy(server, Questions.FORM);
        for (int i = 0; i < 10; i++) {
            legacyTask(client, "tool");
        }
        Thread.sleep(400);
        server.sweep();
        assertThat(ended.await(10, TimeUnit.SECONDS), is(true));
        assertThat("neither questions nor notifications of statuses", waiting(client), is(List.of()));
    }

    // behaviour: legacy.tasks.asks
    @Test
    void anAnswerMayComeBeforeAnybodyWaitsForIt() throws InterruptedException {
        Task task = new Task("t", TestClient.ALICE, Duration.ofMinutes(1), Task.Watcher.NOBODY, () -> { });
        List<InputRequest<?>> questions = List.of(Questions.NAME, Questions.ROOTS);
        task.put(questions);
        task.answered("roots", "one");
        task.answered("name", "two");
        task.answered("name", "three");
        task.answered("never asked", "four");
        assertThat(task.answers(questions), is(Map.of("roots", "one", "name", "two")));
        assertThat(task.state().status(), is(TaskStatus.WORKING));
    }

    // behaviour: tasks.update
    @Test
    void aTaskThatIsAnsweredFromSeveralSidesAtOnceLosesNoQuestion() throws InterruptedException {
        Task task = new Task("t", TestClient.ALICE, Duration.ofMinutes(1), Task.Watcher.NOBODY, () -> { });
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> sides = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sides.add(Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    task.state().outstanding().forEach(question -> task.answer(question.key(), Text.object(Questions.HOME)));
                }
            }));
        }
        for (int i = 0; i < 2_000; i++) {
            List<InputRequest<?>> questions = List.of(new ListRootsRequest("a" + i), new ListRootsRequest("b" + i));
            assertThat(new HashSet<>(task.ask(questions).values()).contains(null), is(false));
        }
        done.set(true);
        for (Thread side : sides) {
            side.join();
        }
        assertThat(task.state().status(), is(TaskStatus.WORKING));
    }

    // behaviour: legacy.tasks.asks
    @Test
    void whatTheClientRefusesFailsTheTask() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        TestClient client = TestClient.legacy(Servers.of(tasks.contribution()), Questions.FORM);
        String task = legacyTask(client, "interview");
        JsonObject question = question(client);
        client.send("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id") + ",\"error\":{\"code\":1,\"message\":\"No\"}}").reply();
        assertThat(client.ask("tasks/result", "{\"taskId\":\"" + task + "\"}").result().toString(), containsString("refused elicitation/create: No"));
        assertThat(client.ask("tasks/get", "{\"taskId\":\"" + task + "\"}").result().getString("status"), is("failed"));
    }

    // behaviour: legacy.tasks.asks
    @Test
    void quickAnswersAreNotLost() throws InterruptedException {
        SampleTasks tasks = new SampleTasks();
        TestClient client = TestClient.legacy(Servers.of(tasks.contribution()), Questions.FORM);
        for (int i = 0; i < 100; i++) {
            String task = legacyTask(client, "interview");
            client.answer(question(client), Questions.ADA);
            assertThat(client.ask("tasks/result", "{\"taskId\":\"" + task + "\"}").result().toString(), containsString("Thank you, Ada."));
        }
    }

    // behaviour: legacy.tasks.older
    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18"})
    void whereThereAreNoTasksATaskIsNeitherListedNorKnown(String version) throws InterruptedException {
        McpServer server = Servers.of(tool(TaskSupport.OPTIONAL, (arguments, call) -> SampleTools.text("task: " + call.becomeTask())),
                SampleTools.task("always", "Always", "", TaskSupport.REQUIRED, (arguments, call) -> SampleTools.text("")));
        TestClient client = TestClient.legacy(server, TestClient.ALICE, version, "{}");
        assertThat(client.ask("tools/list", "{}").result().toString(), not(containsString("always")));
        assertThat(client.call("always", "{}").error().getString("message"), is("Unknown tool: always"));
        assertThat(client.ask("tools/call", "{\"name\":\"tool\",\"task\":{}}").result().toString(), containsString("task: false"));
        assertThat(client.ask("tasks/list", "{}").error().getInt("code"), is(RpcError.METHOD_NOT_FOUND));
    }

    private static String legacyTask(TestClient client, String tool) throws InterruptedException {
        return client.ask("tools/call", "{\"name\":\"" + tool + "\",\"task\":{}}").result().getJsonObject("task").getString("taskId");
    }

    /** The next message of a session that is no notification of a status. */
    private static JsonObject question(TestClient client) throws InterruptedException {
        JsonObject message;
        do {
            message = client.session().feed().take();
        } while (message.getString("method").equals("notifications/tasks/status"));
        return message;
    }

    /** What waits in a session, which is taken by that. */
    private static List<String> waiting(TestClient client) {
        List<String> taken = new ArrayList<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    taken.add(client.session().feed().take().getString("method"));
                }
            } catch (InterruptedException e) {
                // that is all
            }
        });
        try {
            Thread.sleep(20);
            reader.interrupt();
            reader.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return taken;
    }

    private static void update(TestClient client, String task, String responses) throws InterruptedException {
        client.modern("tasks/update", "{\"taskId\":\"" + task + "\",\"inputResponses\":{" + responses + "}}", ABLE).result();
    }
}
