package io.github.nannybooking.platform.startup;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the route files in a folder and its subfolders. */
public final class RouteFiles {

    /** The end of the name of each route file. */
    public static final String SUFFIX = ".camel.yaml";

    private RouteFiles() {}

    /**
     * The files that Camel runs, sorted by their paths.
     *
     * @throws IOException if the folder can't be read
     */
    public static List<Path> in(Path folder) throws IOException {
        return candidates(folder).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .toList();
    }

    /** The value of Camel's setting {@code routesIncludePattern}. */
    public static String includePattern(List<Path> files) {
        return files.stream().map(file -> "file:" + file).collect(Collectors.joining(","));
    }

    /**
     * All YAML files, as another suffix is most likely a mistake. Excludes names that begin with a dot, such as the locks of
     * editors (Emacs' {@code .#book-nanny.camel.yaml} is a broken link) and the folders to which the files of a
     * <a href="https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically">mounted
     * ConfigMap</a> link.
     *
     * @throws IOException if the folder can't be read
     */
    public static List<Path> candidates(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                        return isHidden(directory) && !directory.equals(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()
                                && !isHidden(file)
                                && file.toString().matches(".*\\.ya?ml")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    /** Skips links to a parent folder, broken links, and files that were deleted meanwhile. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                        boolean isSkipped =
                                failure instanceof FileSystemLoopException || failure instanceof NoSuchFileException;
                        if (file.equals(folder) || !isSkipped) {
                            throw failure;
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found.stream().sorted().toList();
    }

    /**
     * The files of {@code routes/} in the jar, as resources of the class path. They are listed one by one, since Camel 4.18.0
     * omits the folders when a pattern ({@code classpath:routes/**}) finds files in a jar.
     */
    static List<String> inJar() throws IOException {
        URL folder = RouteFiles.class.getResource("/routes");
        if (folder.openConnection() instanceof JarURLConnection jar) {
            try (FileSystem files = FileSystems.newFileSystem(pathOf(jar.getJarFileURL()))) {
                return resources(files.getPath("/routes"));
            }
        }
        return resources(pathOf(folder));
    }

    private static List<String> resources(Path folder) throws IOException {
        return in(folder).stream()
                .map(file ->
                        "classpath:routes/" + folder.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    private static Path pathOf(URL url) {
        return Path.of(URI.create(url.toString()));
    }

    private static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }
}
