package io.github.nannybooking.dev.diagram;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.github.nannybooking.dev.model.RouteModel;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;

/** @param path from the folder that contains the root folder of the routes, for example {@code routes/api/a.camel.yaml} */
record DrawnFile(Path path, RouteModel model) {

    /** The folders of the pipeline in the order of a booking; other folders follow. */
    private static final List<String> PIPELINE = List.of("booking", "failures", "notices");

    /** The route files in {@code root}, by their folders. */
    static List<DrawnFile> in(Path root) throws Exception {
        CamelContext context = new DefaultCamelContext();
        List<DrawnFile> files = new ArrayList<>();
        for (Path file : RouteFiles.in(root)) {
            Path path = root.getFileName().resolve(root.relativize(file));
            RouteModel model =
                    RouteModel.read(context, ResourceHelper.resolveMandatoryResource(context, "file:" + file));
            files.add(new DrawnFile(path, model));
        }
        files.sort(comparingInt(DrawnFile::rank).thenComparing(comparing(DrawnFile::path)));
        return files;
    }

    private int rank() {
        int rank = PIPELINE.indexOf(path.getParent().getFileName().toString());
        return rank < 0 ? PIPELINE.size() : rank;
    }

    String folder() {
        return path.getParent().toString();
    }

    String name() {
        return path.getFileName().toString();
    }
}
