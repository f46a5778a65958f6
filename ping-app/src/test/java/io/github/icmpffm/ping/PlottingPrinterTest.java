package io.github.icmpffm.ping;

import static io.github.icmpffm.ping.Printed.HOST;
import static io.github.icmpffm.ping.Printed.HOST_V6;
import static io.github.icmpffm.ping.Printed.beginning;
import static io.github.icmpffm.ping.Printed.reply;
import static io.github.icmpffm.ping.Printed.sent;
import static io.github.icmpffm.ping.Printed.statistics;
import static io.github.icmpffm.ping.Printed.target;
import static io.github.icmpffm.ping.Printed.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlottingPrinterTest {
    private static final Color LOST = new Color(0xd40000);

    private final Printed printed = new Printed();

    @TempDir
    private Path folder;

    private PlottingPrinter printer(Path file, ProbeHistory history) {
        Printer plain = Format.PLAIN.printer(
                printed.output(),
                new PingOptions.Display(Format.PLAIN, false, false, false, false, false, false, false, false));
        return new PlottingPrinter(plain, PlotFile.open(file), history);
    }

    private void run(Path file, int lost) {
        ProbeHistory history = new ProbeHistory();
        Printer printer = printer(file, history);
        printer.start(HOST, beginning(56));
        for (int i = 0; i < 3; i++) {
            history.add(HOST, sent(i));
            history.add(HOST, i < lost ? timeout(i) : reply(i));
            printer.event(HOST, i < lost ? timeout(i) : reply(i));
        }
        printer.summary(HOST, lost == 0 ? statistics(3, 33_400, 33_400, 33_400) : statistics(3, 33_400));
    }

    /** R10. */
    @Test
    void aNameInThePictureIsHarmless() {
        ProbeHistory history = new ProbeHistory();
        history.add(target("x\033[31m\u202e", "198.51.100.9"), sent(0));
        assertThat(history.traces().keySet()).containsExactly("x?[31m? (198.51.100.9)");
    }

    @Test
    void aPngHasRedTicksWhereProbesWereLostAndOnlyThen() throws Exception {
        run(folder.resolve("lossy.png"), 2);
        run(folder.resolve("good.PNG"), 0);
        assertThat(pixels(folder.resolve("lossy.png"), LOST)).isPositive();
        assertThat(pixels(folder.resolve("good.PNG"), LOST)).isZero();
        assertThat(pixels(folder.resolve("good.PNG"), Plot.COLORS[0])).isPositive();
    }

    private static int pixels(Path png, Color color) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void anSvgIsXml() throws Exception {
        Path file = folder.resolve("plot.svg");
        run(file, 1);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement().getTagName())
                .isEqualTo("svg");
        assertThat(Files.readString(file)).contains("rgb(212,0,0)");
    }

    @Test
    void theOtherFormatIsPrintedAsWithout() {
        run(folder.resolve("plot.svg"), 1);
        assertThat(printed.text()).startsWith("198.51.100.9: seq=0 timeout\n198.51.100.9: seq=1 time=0.033400ms\n")
                .contains("3 sent, 1 received");
    }

    @Test
    void withoutAnyEventOrReplyThereIsAPictureAllTheSame() {
        Printer printer = printer(folder.resolve("plot.svg"), new ProbeHistory());
        printer.start(HOST, beginning(56));
        printer.summary(HOST, statistics(0));
        assertThat(folder.resolve("plot.svg")).isNotEmptyFile();
        run(folder.resolve("lost.png"), 3);
        assertThat(folder.resolve("lost.png")).isNotEmptyFile();
    }

    @Test
    void severalTargetsAreOnePictureAfterTheLast() {
        Path file = folder.resolve("plot.svg");
        ProbeHistory history = new ProbeHistory();
        Printer printer = printer(file, history);
        Target other = new Target("same", HOST.address());
        for (Target target : new Target[] {HOST, HOST_V6, other}) {
            printer.start(target, beginning(56));
        }
        for (Target target : new Target[] {HOST, HOST_V6, other}) {
            history.add(target, sent(0));
            history.add(target, reply(target, 0, 33_400));
        }
        printer.summary(HOST, statistics(1, 33_400));
        printer.summary(HOST_V6, statistics(1, 33_400));
        printer.summary(other, statistics(1, 33_400));
        assertThat(file).isEmptyFile();
        printer.total(3, statistics(3, 33_400, 33_400, 33_400));
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void aFileThatCannotBeIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> printer(folder.resolve("plot.pdf"), new ProbeHistory()))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("must end with .svg or .png");
        assertThatThrownBy(() -> printer(folder.resolve("missing/plot.svg"), new ProbeHistory()))
                .isInstanceOf(FatalException.class)
                .hasMessageStartingWith("cannot write ");
    }

    @Test
    void aFullDiskIsTold() throws Exception {
        Path full = Files.createSymbolicLink(folder.resolve("full.svg"), Path.of("/dev/full"));
        assertThatThrownBy(() -> run(full, 0))
                .isInstanceOf(FatalException.class)
                .hasMessage("cannot write " + full + " for --plot: No space left on device");
    }
}
