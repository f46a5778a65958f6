package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every type and member that users can see has a comment. That the comments are well-formed is for javadoc's doclint, in the build. */
class ApiDocumentationTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/icmpffm");
    private static final List<Path> EXPORTED = List.of(SOURCES, SOURCES.resolve("packet"), SOURCES.resolve("socket"));

    @Test
    void everythingExportedHasAComment() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> withoutComment = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler
                    .getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(exportedFiles()));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree file : task.parse()) {
                new MissingComments(comments, withoutComment).scan(file, null);
            }
        }
        assertThat(withoutComment).isEmpty();
    }

    private static List<Path> exportedFiles() throws IOException {
        List<Path> exported = new ArrayList<>();
        for (Path folder : EXPORTED) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(exported::add);
                }
            }
        }
        return exported;
    }

    private static final class MissingComments extends TreePathScanner<Void, Void> {
        private final DocTrees comments;
        private final List<String> found;

        MissingComments(DocTrees comments, List<String> found) {
            this.comments = comments;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void ignored) {
            if (!isVisible(type.getModifiers())) {
                return null;
            }
            require(type.getSimpleName());
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void ignored) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
            // A record's constructor is documented by the record's components.
            boolean ofRecord = enclosing().getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            if (isVisible(method.getModifiers()) && !overrides && !ofRecord) {
                require(method.getName());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void ignored) {
            boolean component = enclosing().getKind() == Tree.Kind.RECORD
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
            if (isVisible(field.getModifiers()) && !component) {
                require(field.getName());
            }
            return null;
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean inInterface = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && type.getKind() == Tree.Kind.INTERFACE
                    && !flags.contains(Modifier.PRIVATE);
            return inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }

        private ClassTree enclosing() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private void require(CharSequence name) {
            if (comments.getDocComment(getCurrentPath()) == null) {
                CompilationUnitTree file = getCurrentPath().getCompilationUnit();
                long line = file.getLineMap()
                        .getLineNumber(
                                comments.getSourcePositions().getStartPosition(file, getCurrentPath().getLeaf()));
                found.add(Path.of(file.getSourceFile().getName()).getFileName() + ":" + line + " " + name);
            }
        }
    }
}
