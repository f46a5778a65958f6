package io.github.icmpffm;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows of docs/design.md: root → engine → socket → libc, never upward; packet beside them as pure bytes, and program,
 * which is the apps', on top of libc alone.
 */
class ArchitectureTest {
    private static final String ROOT = "io.github.icmpffm";
    private static final String ENGINE = ROOT + ".engine..";
    private static final String SOCKET = ROOT + ".socket..";
    private static final String PACKET = ROOT + ".packet..";
    private static final String LIBC = ROOT + ".libc..";
    private static final String PROGRAM = ROOT + ".program..";

    private static final JavaClasses LIBRARY = library();

    @Test
    void arrowsPointOnlyDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .optionalLayer("root").definedBy(ROOT)
                .optionalLayer("engine").definedBy(ENGINE)
                .optionalLayer("socket").definedBy(SOCKET)
                .optionalLayer("packet").definedBy(PACKET)
                .optionalLayer("libc").definedBy(LIBC)
                .optionalLayer("program").definedBy(PROGRAM)
                .whereLayer("root").mayNotBeAccessedByAnyLayer()
                .whereLayer("engine").mayOnlyBeAccessedByLayers("root")
                .whereLayer("socket").mayOnlyBeAccessedByLayers("root", "engine")
                .whereLayer("packet").mayOnlyBeAccessedByLayers("root", "engine", "socket")
                .whereLayer("libc").mayOnlyBeAccessedByLayers("root", "engine", "socket", "program")
                .whereLayer("program").mayNotBeAccessedByAnyLayer()
                .check(LIBRARY);
    }

    @Test
    void packetIsPureBytes() {
        check(noClasses().that().resideInAPackage(PACKET)
                .should().dependOnClassesThat().resideInAnyPackage(ROOT, ENGINE, SOCKET, LIBC)
                .orShould().dependOnClassesThat(belongToAnyOf(
                        Socket.class, ServerSocket.class, DatagramSocket.class, InstantSource.class, Clock.class))
                .orShould().dependOnClassesThat().resideInAPackage("java.nio.channels..")
                .because("what knows no socket and no clock can be fuzzed"));
    }

    @Test
    void packetNeverAsksForTheTime() {
        check(noClasses().that().resideInAPackage(PACKET)
                .should().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethodWhere(describe("it is now() of java.time",
                        call -> call.getName().equals("now")
                                && call.getTargetOwner().getPackageName().equals("java.time"))));
    }

    @Test
    void onlyLibcLinksNativeFunctions() {
        check(noClasses().that().resideOutsideOfPackage(LIBC)
                .should().dependOnClassesThat(belongToAnyOf(Linker.class, SymbolLookup.class)));
    }

    @Test
    void noMemorySegmentInWhatUsersImport() {
        check(codeUnits().that(areVisibleIn(ROOT))
                .should(notMention(describe("MemorySegment", type -> type.isEquivalentTo(MemorySegment.class)))));
    }

    @Test
    void nothingHiddenInWhatIsExported() {
        check(codeUnits().that(areVisibleIn(ROOT, PACKET, SOCKET))
                .should(notMention(resideInAnyPackage(ENGINE, LIBC, PROGRAM).as("hidden types"))));
    }

    private static JavaClasses library() {
        // The names of the JDK's classes are enough for these rules; reading the classes themselves takes seconds.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    /** Packages still to be written match nothing; that is no fault. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(LIBRARY);
    }

    private static DescribedPredicate<JavaCodeUnit> areVisibleIn(String... packages) {
        return describe("are visible in " + List.of(packages),
                member -> resideInAnyPackage(packages).test(member.getOwner())
                        && member.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && (member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED)));
    }

    private static ArchCondition<JavaCodeUnit> notMention(DescribedPredicate<JavaClass> types) {
        return new ArchCondition<>("not mention " + types.getDescription()) {
            @Override
            public void check(JavaCodeUnit member, ConditionEvents events) {
                Stream.concat(Stream.of(member.getReturnType()), member.getParameterTypes().stream())
                        .flatMap(mentioned -> mentioned.getAllInvolvedRawTypes().stream())
                        .filter(types)
                        .forEach(mentioned -> events.add(SimpleConditionEvent.violated(
                                member, member.getDescription() + " mentions " + mentioned.getName())));
            }
        };
    }
}
