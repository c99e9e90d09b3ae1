package io.github.nannybooking.dev.reload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The YAML files of a folder, including those whose names are wrong for a route file. */
record RouteFolder(Path path) {

    /**
     * The texts of the files, by their paths in the folder. It reads all files each time: they are few, and a modification
     * time does not reveal each change.
     */
    Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : RouteFiles.candidates(path)) {
            texts.put(path.relativize(file).toString(), new String(Files.readAllBytes(file), UTF_8));
        }
        return texts;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** The paths of the files that were added, removed or changed. */
    static Set<String> changed(Map<String, String> before, Map<String, String> now) {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(name -> before.containsKey(name) && before.get(name).equals(now.get(name)));
        return changed;
    }
}
