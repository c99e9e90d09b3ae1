package io.github.nannybooking.platform.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Modules of the SDK are on the class path that it needs for a profile of IAM Identity Center. */
class SsoProfileTest {

    private static final String PROFILE = """
            [profile team]
            region = us-east-1
            sso_session = team
            sso_account_id = 000000000000
            sso_role_name = Developer

            [sso-session team]
            sso_region = us-east-1
            sso_start_url = https://team.example.org/start
            sso_registration_scopes = sso:account:access
            """;

    @Test
    void should_miss_only_the_sign_in(@TempDir Path home) throws Exception {
        Path config = Files.writeString(home.resolve("config"), PROFILE);
        ProfileFile file = ProfileFile.builder()
                .content(config)
                .type(ProfileFile.Type.CONFIGURATION)
                .build();

        try (ProfileCredentialsProvider credentials = ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName("team")
                .build()) {
            assertThatThrownBy(credentials::resolveCredentials)
                    .hasMessageNotContaining("class path")
                    .hasMessageContaining("token");
        }
    }
}
