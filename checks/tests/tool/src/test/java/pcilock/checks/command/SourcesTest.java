package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pcilock.checks.Folders;

class SourcesTest {
    private static final Path MODEL = Folders.ROOT.resolve("model/src/main/java");

    @Test
    void everyFileOfTheModelIsFoundByItsName() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(MODEL)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }

        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                        Sources.ofModel(file.getFileName().toString()))
                .hasValueSatisfying(found -> {
                    assertThat(found.getKey()).endsWith(MODEL.relativize(file).toString());
                    assertThat(file).hasContent(found.getValue());
                }));
    }
}
