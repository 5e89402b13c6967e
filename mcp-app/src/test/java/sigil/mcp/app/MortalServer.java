package sigil.mcp.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The image with one state through many processes: each is killed in the midst of its work, and another takes over. */
final class MortalServer implements AutoCloseable {
    private static final String PUBLIC_URL = "https://mcp.example.com";

    private final Image image;
    private final AtomicInteger requestsLeft = new AtomicInteger();
    private volatile long delayMicros;
    private volatile RunningImage running;

    private MortalServer(Image image) {
        this.image = image;
        this.running = launch();
    }

    static MortalServer start(Path home) {
        Image.write(home.resolve("sample/README.md"), "# Sample\n");
        return new MortalServer(Image.in(home));
    }

    private RunningImage launch() {
        return RunningImage.start(image, "--repo", "sample=" + image.home().resolve("sample"), "--public-url", PUBLIC_URL);
    }

    Image image() {
        return image;
    }

    /** The way to whatever process there is; each request counts. */
    Road road(String visitor) {
        return new Road(this::connect, PUBLIC_URL, List.of()).from(visitor);
    }

    /** Lets it die so many requests from now, and so much later. */
    void dieAfter(int requests, long micros) {
        delayMicros = micros;
        requestsLeft.set(requests);
    }

    private RawHttp connect() {
        if (requestsLeft.decrementAndGet() == 0) {
            Thread.ofPlatform().start(this::die);
        }
        return new RawHttp(running.port());
    }

    private void die() {
        try {
            Thread.sleep(delayMicros / 1_000, (int) (delayMicros % 1_000) * 1_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        running.kill();
    }

    /** Another process takes over, whether or not this one is dead by now. */
    void resurrect() {
        requestsLeft.set(0);
        running.kill();
        running = launch();
    }

    @Override
    public void close() {
        running.close();
    }
}
