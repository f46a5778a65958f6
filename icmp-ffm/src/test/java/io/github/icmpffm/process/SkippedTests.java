package io.github.icmpffm.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a build prints last: how many of its tests were skipped in all modules, why, and how to run them. */
final class SkippedTests {
    private static final List<String> REPORTS = List.of("surefire-reports", "failsafe-reports");
    private static final String INSTALL = ".ci/install-test-programs";

    private final Map<String, Integer> countOfReason = new TreeMap<>();
    private int tests;
    private int skipped;

    private SkippedTests() {}

    /**
     * Prints it.
     *
     * @param arguments the project's folder; when the build began, as ISO 8601: reports that are older are of other builds
     */
    public static void main(String[] arguments) throws Exception {
        summary(Path.of(arguments[0]), Instant.parse(arguments[1]), TestPrograms.missingPackages())
                .forEach(System.out::println);
    }

    static List<String> summary(Path project, Instant since, Set<String> missingPackages)
            throws IOException, ParserConfigurationException, SAXException {
        SkippedTests skippedTests = new SkippedTests();
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (String folder : REPORTS) {
            try (DirectoryStream<Path> modules = Files.newDirectoryStream(project)) {
                for (Path module : modules) {
                    skippedTests.addAll(module.resolve("target").resolve(folder), since, parser);
                }
            }
        }
        return skippedTests.lines(missingPackages);
    }

    private void addAll(Path reports, Instant since, DocumentBuilder parser) throws IOException, SAXException {
        if (!Files.isDirectory(reports)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (Path file : files) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    add(parser.parse(file.toFile()).getDocumentElement());
                }
            }
        }
    }

    private void add(Element suite) {
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            tests++;
            NodeList skip = ((Element) cases.item(i)).getElementsByTagName("skipped");
            if (skip.getLength() > 0) {
                skipped++;
                countOfReason.merge(reason((Element) skip.item(0)), 1, Integer::sum);
            }
        }
    }

    /** A test's condition is in the attribute; what was thrown later is a stack trace, which begins with its class. */
    private static String reason(Element skip) {
        String reason = skip.getAttribute("message");
        if (reason.isEmpty()) {
            reason = skip.getTextContent().strip().lines().findFirst().orElse("no reason given");
            reason = reason.replaceFirst("^[\\w.$]+: ", "");
        }
        return reason.replaceFirst("^Assumption failed: ", "").strip().replaceAll("\\s+", " ");
    }

    private List<String> lines(Set<String> missingPackages) {
        List<String> lines = new ArrayList<>();
        lines.add("Of %,d tests %,d were skipped%s".formatted(tests, skipped, skipped == 0 ? "." : ":"));
        countOfReason.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> lines.add("%6d: %s".formatted(entry.getValue(), entry.getKey())));
        if (!missingPackages.isEmpty()) {
            lines.add("To install what is missing (" + String.join(", ", missingPackages) + "): " + INSTALL);
        }
        return lines;
    }
}
