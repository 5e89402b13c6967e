package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority that nobody knows but those who are told, and the certificates that it gave.
 *
 * @param home where the files lie
 */
record TestAuthority(Path home) {
    private static final String PASSWORD = "changeit";

    /**
     * A certificate with its key.
     *
     * @param pem  the certificate, for nginx
     * @param key  the key, for nginx
     * @param keys both, for Java
     */
    record Given(Path pem, Path key, KeyStore keys) {
        SSLContext context() {
            try {
                KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                own.init(keys, PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(own.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static TestAuthority in(Path home) {
        TestAuthority authority = new TestAuthority(home);
        authority.keytool("authority", "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=Test authority", "-ext", "bc=ca:true",
                "-validity", "3");
        authority.keytool("authority", "-exportcert", "-rfc", "-file", authority.pem().toString());
        return authority;
    }

    /** What the doctor is told to believe. */
    Path pem() {
        return home.resolve("authority.pem");
    }

    /** Gives a certificate for a name, from some day on, for some days. */
    Given give(String alias, String name, String from, int days) {
        Path request = home.resolve(alias + ".csr");
        Path certificate = home.resolve(alias + ".crt");
        Path key = home.resolve(alias + ".key");
        keytool(alias, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name);
        keytool(alias, "-certreq", "-file", request.toString());
        keytool("authority", "-gencert", "-rfc", "-infile", request.toString(), "-outfile", certificate.toString(), "-startdate", from, "-validity",
                String.valueOf(days), "-ext", "san=dns:" + name);
        keytool(alias, "-importcert", "-noprompt", "-file", certificate.toString());
        try (InputStream in = Files.newInputStream(store())) {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(in, PASSWORD.toCharArray());
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(alias));
            Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(all.getKey(alias, PASSWORD.toCharArray()).getEncoded())
                    + "\n-----END PRIVATE KEY-----\n");
            return new Given(certificate, key, one);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store() {
        return home.resolve("authority.p12");
    }

    private void keytool(String alias, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", alias, "-keystore", store().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Path log = Files.createTempFile(home, "keytool", ".txt");
            int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
            assertThat(Files.readString(log), exit, is(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
