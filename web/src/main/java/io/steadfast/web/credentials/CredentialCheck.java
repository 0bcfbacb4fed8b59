package io.steadfast.web.credentials;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Looks at all credentials of a service before anything of it is made, so before it connects to anything or answers
 * anyone. With the profile {@code prod} those that everybody knows stop the start; without it, those that cannot work.
 */
class CredentialCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Profiles PROD = Profiles.of("prod");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Collection<Credential> credentials = Credential.of(environment);
        List<String> findings = new ArrayList<>(CredentialRules.unusable(credentials));
        if (environment.acceptsProfiles(PROD)) {
            findings.addAll(CredentialRules.weak(credentials));
        }
        if (!findings.isEmpty()) {
            throw new UnfitCredentialsException(findings);
        }
    }
}
