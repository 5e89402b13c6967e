package sigil.mcp.app;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import sigil.metrics.Family;
import sigil.metrics.Metric;
import sigil.metrics.Metric.Type;
import sigil.metrics.Reading;

/** How the process is, under the names that Prometheus' own clients use where they have one, so that dashboards which know those work. */
final class ProcessMeters {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMeters() {
    }

    static List<Family> families(Instant since) {
        return List.of(
                Reading.of(new Metric("sigil_mcp_build", Type.INFO, "", "The version of the program and of its Java.", List.of("version", "java")),
                        () -> List.of(new Reading.Value(List.of(Version.current(), Runtime.version().toString()), 1))),
                gauge("process_start_time_seconds", "seconds", "When the server started, in seconds since 1970.", since.toEpochMilli() / MILLIS),
                Reading.of(new Metric("sigil_mcp_uptime_seconds", Type.GAUGE, "seconds", "For how long the server has been running.", List.of()),
                        () -> Duration.between(since, Instant.now()).toMillis() / MILLIS),
                Reading.of(new Metric("process_cpu_seconds", Type.COUNTER, "seconds", "Time that the processors spent on the process.", List.of()),
                        () -> ProcessHandle.current().info().totalCpuDuration().map(time -> time.toNanos() / NANOS).orElse(Double.NaN)),
                Reading.of(new Metric("process_resident_memory_bytes", Type.GAUGE, "bytes", "Memory of the process that is in RAM (VmRSS).", List.of()),
                        ProcessMeters::resident),
                memory("jvm_memory_used_bytes", "Memory of the JVM in use.", MemoryUsage::getUsed),
                memory("jvm_memory_committed_bytes", "Memory that the JVM has taken from the system.", MemoryUsage::getCommitted),
                memory("jvm_memory_max_bytes", "Memory that the JVM may take; left out where it has no bound.",
                        usage -> usage.getMax() < 0 ? Double.NaN : usage.getMax()),
                Reading.of(new Metric("jvm_threads_current", Type.GAUGE, "", "Threads of the system; virtual ones, on which requests run, are not counted.",
                        List.of()), () -> ManagementFactory.getThreadMXBean().getThreadCount()),
                collectors("jvm_gc_collections", "", "Collections of garbage.", GarbageCollectorMXBean::getCollectionCount),
                collectors("jvm_gc_collection_seconds", "seconds", "Time that they took.", collector -> collector.getCollectionTime() / MILLIS));
    }

    private static Family gauge(String name, String unit, String help, double value) {
        return Reading.of(new Metric(name, Type.GAUGE, unit, help, List.of()), () -> value);
    }

    private static Family memory(String name, String help, ToDoubleFunction<MemoryUsage> figure) {
        return Reading.of(new Metric(name, Type.GAUGE, "bytes", help, List.of("area")), () -> List.of(
                new Reading.Value(List.of("heap"), figure.applyAsDouble(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage())),
                new Reading.Value(List.of("nonheap"), figure.applyAsDouble(ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage()))));
    }

    private static Family collectors(String name, String unit, String help, ToDoubleFunction<GarbageCollectorMXBean> figure) {
        return Reading.of(new Metric(name, Type.COUNTER, unit, help, List.of("gc")), () -> ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(collector -> new Reading.Value(List.of(collector.getName()), figure.applyAsDouble(collector))).toList());
    }

    private static double resident() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1_024).findFirst().orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
