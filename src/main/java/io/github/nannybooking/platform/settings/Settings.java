package io.github.nannybooking.platform.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** The settings of application.properties, in its order. */
public final class Settings {

    static final String FILE = "/application.properties";

    private static final Pattern LINE = Pattern.compile("(?!camel\\.)([a-z0-9]+(?:\\.[a-z0-9]+(?:-[a-z0-9]+)*)+)=.*");

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private Settings() {}

    /** @throws InvalidSettingException if application.properties does not describe a setting, or not correctly */
    public static Settings read() {
        return read(List.of(FILE));
    }

    static Settings read(List<String> files) {
        return of(files.stream().map(Settings::text).collect(Collectors.joining("\n")));
    }

    private static String text(String file) {
        try (InputStream bytes = Settings.class.getResourceAsStream(file)) {
            // as Camel reads it
            return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Settings of(String text) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Settings settings = new Settings();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (line.matches()) {
                String key = line.group(1);
                settings.add(key, values.getProperty(key), comment(lines.subList(0, i)));
            }
        }
        values.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("camel.") && !settings.settings.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw rejection(
                            key, "it must begin a line, in lower case letters, digits and hyphens, followed by =");
                });
        return settings;
    }

    /** The line above, if it is a comment of one line; a line of ## is the header of a section. */
    private static String comment(List<String> above) {
        boolean twoLines = above.size() > 1 && above.get(above.size() - 2).matches("#(?!#).*");
        return above.isEmpty() || twoLines ? "" : above.get(above.size() - 1);
    }

    private void add(String key, String value, String comment) {
        try {
            Setting added = Setting.of(key, value, comment);
            for (Setting other : settings.values()) {
                if (other.environment().stream().anyMatch(added.environment()::contains)) {
                    throw new InvalidSettingException("it has the environment name of " + other.key());
                }
            }
            settings.put(key, added);
        } catch (InvalidSettingException e) {
            throw rejection(key, e.getMessage());
        }
    }

    private static InvalidSettingException rejection(String key, String reason) {
        return new InvalidSettingException("application.properties: %s: %s".formatted(key, reason));
    }

    public List<Setting> all() {
        return List.copyOf(settings.values());
    }

    /** The beginnings of the keys, up to the first dot: {@code booking.}. */
    Set<String> prefixes() {
        return settings.keySet().stream()
                .map(key -> key.substring(0, key.indexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    boolean has(String key) {
        return settings.containsKey(key);
    }

    /** @throws InvalidSettingException if there is no such setting */
    public Setting get(String key) {
        return Optional.ofNullable(settings.get(key)).orElseThrow(() -> rejection(key, "it is missing"));
    }

    /** @throws InvalidSettingException if a value is out of its bounds */
    public void check(CamelContext context) {
        all().forEach(setting -> setting.check(text(context, setting.key())));
    }

    /** The value of a setting; it may be empty. */
    public static String text(CamelContext context, String key) {
        return context.resolvePropertyPlaceholders("{{" + key + "}}");
    }
}
