package sigil.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;

/**
 * A pipe of the operating system, as a process has it on its standard streams: bounded, and broken once its reader is closed.
 *
 * @param in  where it is read
 * @param out where it is written
 */
record Pipe(InputStream in, OutputStream out) implements AutoCloseable {

    static Pipe open() throws IOException {
        java.nio.channels.Pipe pipe = java.nio.channels.Pipe.open();
        return new Pipe(Channels.newInputStream(pipe.source()), Channels.newOutputStream(pipe.sink()));
    }

    @Override
    public void close() throws IOException {
        out.close();
        in.close();
    }
}
