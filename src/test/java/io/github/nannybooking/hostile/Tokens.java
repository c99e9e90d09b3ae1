package io.github.nannybooking.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.nannybooking.testing.TestIssuer;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Creates the value of {@code Authorization} for the field {@code as} of an entry. It builds forged tokens itself,
 * since libraries refuse to create most of them.
 */
final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TIMES = Set.of("exp", "nbf", "iat");

    private final TestIssuer issuer;
    private final RSAKey stranger = TestIssuer.newKey();
    private final String parent;
    private final String nanny;
    private final String admin;

    /** Caches the tokens of all requests, because signing takes longer than a request. */
    Tokens(TestIssuer issuer) {
        this.issuer = issuer;
        this.parent = issuer.token("maria", "parent");
        this.nanny = issuer.token("rita", "nanny");
        this.admin = issuer.token("ana", "admin");
    }

    String parent() {
        return parent;
    }

    String nanny() {
        return nanny;
    }

    String admin() {
        return admin;
    }

    /** Returns a token with the header and the claims of a parent's token, changed by {@code changes}. */
    String forged(JsonNode changes, Map<String, String> names) throws Exception {
        ObjectNode header = JSON.createObjectNode()
                .put("alg", "RS256")
                .put("kid", issuer.key().getKeyID());
        change(header, changes.path("header"), names);
        ObjectNode claims = (ObjectNode) JSON.readTree(
                issuer.accessTokenClaims("maria", "parent").build().toString());
        change(claims, changes.path("claims"), names);
        String content = encode(header.toString().getBytes(UTF_8)) + "."
                + encode(claims.toString().getBytes(UTF_8));
        return content + "."
                + encode(sign(content.getBytes(UTF_8), changes.path("key").asText("issuer")));
    }

    private void change(ObjectNode fields, JsonNode changes, Map<String, String> names) {
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                fields.remove(change.getKey());
            } else if (TIMES.contains(change.getKey()) && change.getValue().isInt()) {
                fields.put(
                        change.getKey(),
                        Instant.now().getEpochSecond() + change.getValue().intValue());
            } else if (change.getValue().isTextual()) {
                fields.put(
                        change.getKey(), new String(Bytes.of(change.getValue().textValue(), UTF_8, names), UTF_8));
            } else {
                fields.set(change.getKey(), change.getValue());
            }
        });
        if (fields.path("jwk").asText().equals("stranger")) {
            fields.set("jwk", JSON.valueToTree(stranger.toPublicJWK().toJSONObject()));
        }
    }

    private byte[] sign(byte[] content, String key) throws Exception {
        byte[] publicKey = issuer.key().toRSAPublicKey().getEncoded();
        return switch (key) {
            case "issuer" -> rsa(content, issuer.key());
            case "stranger" -> rsa(content, stranger);
            case "public key as a secret" -> hmac(content, publicKey);
            case "public key in PEM as a secret" ->
                hmac(
                        content,
                        ("-----BEGIN PUBLIC KEY-----\n"
                                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                                .encodeToString(publicKey)
                                        + "\n-----END PUBLIC KEY-----\n")
                                .getBytes(UTF_8));
            case "an empty secret" -> hmac(content, new byte[] {0});
            case "none" -> new byte[0];
            case "zeros" -> new byte[256];
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static byte[] rsa(byte[] content, RSAKey key) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.toPrivateKey());
        signature.update(content);
        return signature.sign();
    }

    private static byte[] hmac(byte[] content, byte[] secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
