package io.github.icmpffm.ping;

import io.github.icmpffm.program.Privileges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/** {@code --plot}'s file: opened before anything is sent, for then it can still be refused, and root is still root. */
final class PlotFile {
    private final Path path;
    private final FileChannel channel;

    private PlotFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens it. What is in it stays until there is a picture.
     *
     * @param path ends with {@code .svg} or {@code .png}
     * @throws FatalException if there can be no such file
     */
    static PlotFile open(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new FatalException("invalid argument: '" + path + "' for --plot: must end with .svg or .png");
        }
        try {
            return new PlotFile(path, Privileges.openToWrite(path));
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private static FatalException cannotWrite(Path path, IOException e) {
        return new FatalException("cannot write " + path + " for --plot: " + FileFault.reason(e));
    }

    /** Its name says which format it is to have. */
    Path path() {
        return path;
    }

    /**
     * Puts a picture in the place of what was in it.
     *
     * @throws FatalException if that does not succeed
     */
    void write(byte[] picture) {
        try (channel) {
            channel.truncate(0);
            ByteBuffer bytes = ByteBuffer.wrap(picture);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }
}
