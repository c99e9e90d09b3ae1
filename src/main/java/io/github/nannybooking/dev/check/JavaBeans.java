package io.github.nannybooking.dev.check;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads from the sources, before they are compiled, the beans that methods with {@code @BindToRegistry} create. */
final class JavaBeans extends TreeScanner<Void, Void> {

    private static final String ANNOTATION = "BindToRegistry";

    private final Map<String, String> typesByName = new HashMap<>();
    private final Map<String, Set<String>> methodsByType = new HashMap<>();

    /** The types that may inherit methods. */
    private final Set<String> subtypes = new HashSet<>();

    private JavaBeans() {}

    /** @param sources the folder of all sources */
    static JavaBeans in(Path sources) throws IOException {
        JavaBeans beans = new JavaBeans();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, problem -> {}, null, null, manager.getJavaFileObjectsFromPaths(java));
            for (CompilationUnitTree file : task.parse()) {
                beans.scan(file, null);
            }
        }
        return beans;
    }

    Set<String> names() {
        return typesByName.keySet();
    }

    /** The public methods of a bean; empty if it may have others. */
    Set<String> methods(String bean) {
        String type = typesByName.get(bean);
        return type == null || subtypes.contains(type) ? Set.of() : methodsByType.getOrDefault(type, Set.of());
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
        String name = type.getSimpleName().toString();
        Set<String> methods = methodsByType.computeIfAbsent(name, key -> new HashSet<>());
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method
                    && method.getReturnType() != null
                    && method.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                methods.add(method.getName().toString());
            }
        }
        if (type.getKind() != Tree.Kind.CLASS
                || type.getExtendsClause() != null
                || !type.getImplementsClause().isEmpty()) {
            subtypes.add(name);
        }
        return super.visitClass(type, none);
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
        method.getModifiers().getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(ANNOTATION))
                .forEach(annotation -> typesByName.put(
                        name(annotation, method), method.getReturnType().toString()));
        return super.visitMethod(method, none);
    }

    private static String name(AnnotationTree annotation, MethodTree method) {
        return annotation.getArguments().stream()
                .map(AssignmentTree.class::cast)
                .filter(argument -> argument.getVariable().toString().equals("value"))
                .map(argument -> (String) ((LiteralTree) argument.getExpression()).getValue())
                .findFirst()
                .orElse(method.getName().toString());
    }
}
