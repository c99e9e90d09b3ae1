package io.github.nannybooking.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a text that may contain {@code <<text * count>>} (a repetition), {@code <<hex: C3 28>>} (raw bytes) and
 * {@code <<name>>} (the value of a variable).
 */
final class Bytes {

    private static final Pattern FILLING = Pattern.compile(
            "<<(?:(?<text>(?:(?!<<|>>).)+?) ?\\* ?(?<count>\\d+)|hex: ?(?<hex>[0-9A-F ]+)|(?<name>[\\w-]+))>>",
            Pattern.DOTALL);

    private Bytes() {}

    static byte[] of(String text, Charset charset, Map<String, String> names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher filling = FILLING.matcher(text);
        int from = 0;
        while (filling.find()) {
            bytes.writeBytes(text.substring(from, filling.start()).getBytes(charset));
            bytes.writeBytes(filled(filling, charset, names));
            from = filling.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(charset));
        return bytes.toByteArray();
    }

    private static byte[] filled(Matcher filling, Charset charset, Map<String, String> names) {
        if (filling.group("count") != null) {
            return filling.group("text")
                    .repeat(Integer.parseInt(filling.group("count")))
                    .getBytes(charset);
        }
        if (filling.group("hex") != null) {
            return HexFormat.of().parseHex(filling.group("hex").replace(" ", ""));
        }
        String name = filling.group("name");
        if (!names.containsKey(name)) {
            throw new IllegalArgumentException("nothing stands for <<" + name + ">>");
        }
        return names.get(name).getBytes(charset);
    }
}
