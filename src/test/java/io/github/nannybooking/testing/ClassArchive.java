package io.github.nannybooking.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that the jar loads at its start, created once a build. With it, each process starts in half
 * the time. The JVM ignores an archive that does not match its class path.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class Data Sharing</a>
 */
final class ClassArchive {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private ClassArchive() {}

    /** Returns the archive of a jar, which the first JVM of the build that needs it creates beside the jar. */
    static synchronized Path of(Path jar) {
        Path archive = jar.resolveSibling("nanny-booking-%s.jsa".formatted(System.getProperty("java.vm.version")));
        try (FileChannel file = FileChannel.open(
                        jar.resolveSibling("nanny-booking.jsa.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && !isUpToDate(archive, jar)) {
                create(archive, jar);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isUpToDate(Path archive, Path jar) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    /** Starts the jar, which ends after a second. */
    private static void create(Path archive, Path jar) throws IOException, InterruptedException {
        File log = new File(archive + ".log");
        ProcessBuilder java = new ProcessBuilder(JAVA).redirectErrorStream(true).redirectOutput(log);
        java.command().addAll(JarProcess.QUICK);
        java.command().addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString()));
        java.environment().keySet().retainAll(JarProcess.INHERITED);
        java.environment()
                .putAll(Map.of(
                        "CAMEL_MAIN_DURATIONMAXSECONDS", "1",
                        "BOOKING_AUTH", "none",
                        "HTTP_PORT", String.valueOf(FreePorts.next()),
                        "MANAGEMENT_PORT", String.valueOf(FreePorts.next()),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:9"));
        Process process = java.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("has ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(archive).as("see %s", log).exists();
    }
}
