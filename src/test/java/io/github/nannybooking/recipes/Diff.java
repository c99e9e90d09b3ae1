package io.github.nannybooking.recipes;

import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A unified diff, as {@code git diff} writes it. */
final class Diff {

    private static final Path NO_FILE = Path.of("/dev/null");

    private Diff() {}

    /**
     * Writes the files that {@code diff} names into {@code target}, changed from what they are in {@code source}. As with
     * {@code git apply} lines may have moved, but must match exactly.
     *
     * @throws AssertionError if lines are not there, or a file that is new is, or the numbers of a hunk are wrong
     */
    static void apply(String diff, Path source, Path target) throws IOException {
        for (UnifiedDiffFile file : read(diff).getFiles()) {
            Path original = source.resolve(file.getFromFile());
            Path changed = target.resolve(file.getToFile());
            Files.createDirectories(changed.getParent());
            if (!original.equals(NO_FILE)) {
                Files.write(changed, changed(file, Files.readAllLines(original)));
            } else if (Files.notExists(changed)) {
                Files.write(changed, added(file));
            } else {
                throw new AssertionError("the diff adds " + file.getToFile() + ", which is there already");
            }
        }
    }

    private static UnifiedDiff read(String diff) throws IOException {
        // the reader takes bytes in the system's own charset
        UnifiedDiff files =
                UnifiedDiffReader.parseUnifiedDiff(new ByteArrayInputStream(diff.getBytes(Charset.defaultCharset())));
        long hunks = diff.lines().filter(line -> line.startsWith("@@")).count();
        long taken = files.getFiles().stream()
                .mapToLong(file -> file.getPatch().getDeltas().size())
                .sum();
        if (taken != hunks) {
            throw new AssertionError(
                    "a hunk has more or fewer lines than its line with @@ says, so it can't be applied:\n" + diff);
        }
        return files;
    }

    private static List<String> changed(UnifiedDiffFile file, List<String> lines) {
        Patch<String> patch = file.getPatch();
        patch.withConflictOutput((verdict, hunk, result) -> {
            throw new AssertionError("the diff of %s does not apply; these lines are not there, next to each other:%n%s"
                    .formatted(
                            file.getFromFile(),
                            String.join("\n", hunk.getSource().getLines())));
        });
        try {
            return patch.applyFuzzy(lines, 0);
        } catch (PatchFailedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> added(UnifiedDiffFile file) {
        return file.getPatch().getDeltas().get(0).getTarget().getLines();
    }
}
