package io.steadfast.order;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

class PropertiesTest {

    @Test
    void applicationYamlHasEveryPropertyOfTheServiceAndNoOther() throws IOException {
        assertThat(inYaml()).isEqualTo(inRecords());
    }

    private static Set<String> inYaml() throws IOException {
        return new YamlPropertySourceLoader()
                .load("application.yaml", new ClassPathResource("application.yaml")).stream()
                        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                        .filter(name -> name.startsWith("steadfast.order."))
                        .collect(toSet());
    }

    private static Set<String> inRecords() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.steadfast.order").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .flatMap(PropertiesTest::properties)
                        .collect(toSet());
    }

    private static Stream<String> properties(JavaClass type) {
        String prefix = type.getAnnotationOfType(ConfigurationProperties.class).value();
        return Arrays.stream(type.reflect().getRecordComponents())
                .map(component -> prefix + "." + kebab(component.getName()));
    }

    private static String kebab(String name) {
        String kebab = name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        return ConfigurationPropertyName.of(kebab).toString();
    }
}
