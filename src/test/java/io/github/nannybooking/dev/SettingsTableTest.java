package io.github.nannybooking.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.settings.Setting;
import io.github.nannybooking.platform.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the table of the settings in {@code docs/operations.md}, and prints it as it must be. */
class SettingsTableTest {

    private static final Path DOCUMENT = Path.of("docs", "operations.md");
    private static final String HEAD = "| key | environment | default | bounds | |";

    @Test
    void should_describe_each_setting_in_the_document() throws IOException {
        Properties dev = NannyBookingDev.application().getOverrideProperties();
        List<String> table = Stream.concat(
                        Stream.of(HEAD, "|---|---|---|---|---|"),
                        Settings.read().all().stream().map(setting -> row(setting, dev)))
                .toList();

        assertThat(inDocument())
                .withFailMessage(
                        () -> DOCUMENT + ", Settings: replace the table by\n\n" + String.join("\n", table) + "\n")
                .isEqualTo(table);
    }

    private static List<String> inDocument() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String row(Setting setting, Properties dev) {
        String environment =
                setting.environment().stream().map(SettingsTableTest::code).collect(Collectors.joining(", "));
        String inDevelopment = Optional.ofNullable(dev.getProperty(setting.key()))
                .map(value -> "; %s with `camel:run`".formatted(code(value)))
                .orElse("");
        return Stream.of(
                        code(setting.key()),
                        environment,
                        code(setting.byDefault()) + inDevelopment,
                        setting.bounds().toString(),
                        setting.comment())
                .map(cell -> cell.replaceAll("[|<*]", "\\\\$0"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String code(String text) {
        return text.isEmpty() ? "none" : "`" + text + "`";
    }
}
