package io.github.icmpffm.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both apps promise of their jar, and of the launcher beside it. */
public abstract class ExecutableJarContract {
    private static final int NEEDED_VERSION = 22;
    private static final int CLASS_FILE_OF_JAVA_8 = 52;

    private final String name;
    private final Path jar;
    private final String mainClass;
    private final Path launcher;

    /**
     * @param jarProperty the system property in which the build tells where the jar is
     * @param launcher its path from the module's folder
     */
    protected ExecutableJarContract(String name, String jarProperty, String mainClass, String launcher) {
        this.name = name;
        this.jar = Path.of(System.getProperty(jarProperty));
        this.mainClass = mainClass;
        this.launcher = Path.of(launcher);
    }

    @Test
    void theManifestNamesMainClassTitleAndVersionAndEnablesNativeAccess() throws IOException {
        Attributes manifest = manifest();

        assertThat(manifest.getValue("Main-Class")).isEqualTo(mainClass);
        assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
        assertThat(manifest.getValue("Implementation-Title")).isEqualTo(name);
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
    }

    @Test
    void theEntryClassLoadsOnJava8() throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream bytes = file.getInputStream(file.getEntry(mainClass.replace('.', '/') + ".class"));
                DataInputStream classFile = new DataInputStream(bytes)) {
            assertThat(classFile.readInt()).isEqualTo(0xcafebabe);
            assertThat(classFile.readUnsignedShort()).as("minor version").isZero();
            assertThat(classFile.readUnsignedShort()).as("major version").isEqualTo(CLASS_FILE_OF_JAVA_8);
        }
    }

    @Test
    void theJarHoldsNoModuleDescriptorAndNoSignature() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .noneMatch(entry -> entry.endsWith("module-info.class"))
                    .noneMatch(entry -> entry.endsWith(".SF") || entry.endsWith(".RSA"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--enable-native-access=ALL-UNNAMED"})
    void anOldJavaGetsOneLineThatNamesANewerOne(String option) {
        Optional<InstalledJava> old = InstalledJava.olderThan(NEEDED_VERSION);
        assumeTrue(old.isPresent(), "no Java older than 22 in the usual folder");
        List<String> options = option.isEmpty() ? List.of() : List.of(option);

        FinishedProcess process = FinishedProcess
                .of(old.orElseThrow().runsJar(jar, options, List.of("198.51.100.1", "it's")));

        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.output()).isEmpty();
        assertThat(process.errors()).singleElement().asString()
                .startsWith(name + " needs Java 22 or newer, and this is Java " + old.orElseThrow().version())
                .endsWith("/bin/java -jar " + jar + " 198.51.100.1 'it'\\''s'");
    }

    @Test
    void whatAnOldJavaRepeatsOfTheCommandLineIsHarmless(@TempDir Path folder) {
        Optional<InstalledJava> old = InstalledJava.olderThan(NEEDED_VERSION);
        assumeTrue(old.isPresent(), "no Java older than 22 in the usual folder");

        FinishedProcess process = FinishedProcess.of(
                RawWords.command(folder, old.orElseThrow().runsJar(jar, List.of(), List.of()), RawWords.HOSTILE));

        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(HarmlessBytes.text(String.join("\n", process.errors()).getBytes(StandardCharsets.UTF_8)))
                .contains(" '?[31mred??")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--enable-native-access=ALL-UNNAMED"})
    void noWarningWithOrWithoutTheNativeAccessFlag(String option) {
        List<String> options = option.isEmpty() ? List.of() : List.of(option);

        FinishedProcess process = FinishedProcess
                .of(InstalledJava.ours().runsJar(jar, options, List.of("-c", "1", "127.0.0.1")));

        assertThat(process.errors()).noneMatch(line -> line.contains("WARNING"));
        assertThat(process.output()).noneMatch(line -> line.contains("WARNING"));
    }

    @Test
    void theLauncherDoesWhatTheJarDoesThroughALinkAndFromElsewhere(@TempDir Path elsewhere) throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve(launcher.getFileName()), launcher.toAbsolutePath());

        FinishedProcess launched = FinishedProcess.of(launcherIn(elsewhere, link));

        assertThat(launched).isEqualTo(FinishedProcess.of(InstalledJava.ours().runsJar(jar, List.of(), List.of("-h"))));
    }

    @Test
    void theLauncherPassesOverAJavaHomeThatIsTooOld(@TempDir Path elsewhere) {
        Optional<InstalledJava> old = InstalledJava.olderThan(NEEDED_VERSION);
        assumeTrue(old.isPresent(), "no Java older than 22 in the usual folder");
        ProcessBuilder command = launcherIn(elsewhere, launcher.toAbsolutePath());
        command.environment().put("JAVA_HOME", old.orElseThrow().home().toString());

        assertThat(FinishedProcess.of(command))
                .isEqualTo(FinishedProcess.of(InstalledJava.ours().runsJar(jar, List.of(), List.of("-h"))));
    }

    /** The Java of this test is first on its PATH, so that it finds one wherever JDKs live here. */
    private static ProcessBuilder launcherIn(Path folder, Path launcher) {
        ProcessBuilder command = new ProcessBuilder(launcher.toString(), "-h").directory(folder.toFile());
        command.environment().remove("JAVA_HOME");
        command.environment().merge("PATH", InstalledJava.ours().home().resolve("bin").toString(),
                (path, ours) -> ours + ":" + path);
        return command;
    }

    protected Attributes manifest() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }
}
