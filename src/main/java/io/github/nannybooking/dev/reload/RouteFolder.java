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

/** The files of a folder that are routes, or meant as such: all that is checked. */
record RouteFolder(Path path) {

    /**
     * The texts by the paths of their files in the folder. All are read each time: they are few, and a time of change tells
     * less.
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

    /** The paths of the files that are new, gone or of another text. */
    static Set<String> changed(Map<String, String> before, Map<String, String> now) {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(name -> before.containsKey(name) && before.get(name).equals(now.get(name)));
        return changed;
    }
}
