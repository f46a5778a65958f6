package io.github.icmpffm.ping;

import io.github.icmpffm.AddressRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Lists of targets: whatever is in them is read to words, and a word to a range, or refused. */
public final class TargetListFuzz {
    private static final int LONGEST = 1 << 16;

    private TargetListFuzz() {}

    /**
     * Tries one.
     *
     * @param input a list
     */
    public static void fuzzerTestOneInput(byte[] input) {
        List<ListReader.Word> words = new ArrayList<>();
        try {
            ListReader.read(new ByteArrayInputStream(input), "list", words);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new UncheckedIOException(e);
            }
        }
        int line = 1;
        for (ListReader.Word word : words) {
            String text = word.text();
            require(!text.isEmpty() && text.length() <= LONGEST && text.indexOf('#') < 0 && text.indexOf('\n') < 0);
            require(word.line() >= line);
            line = word.line();
            range(text);
        }
    }

    private static void range(String text) {
        AddressRange range;
        try {
            range = AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        require(range.size() > 0);
        require(AddressRange.parse(range.toString()).equals(range));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("see the line of the call");
        }
    }
}
