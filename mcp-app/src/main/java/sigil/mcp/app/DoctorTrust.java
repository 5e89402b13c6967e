package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom the doctor believes about certificates: those whom everybody believes, and an authority of the owner's own. */
final class DoctorTrust {
    private DoctorTrust() {
    }

    /**
     * Reads the certificates.
     *
     * @param authority a PEM file, if there is one
     * @throws IllegalStateException if it cannot be read
     */
    static SSLContext of(Optional<Path> authority) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (X509Certificate known : known()) {
                trusted.setCertificateEntry("known-" + trusted.size(), known);
            }
            if (authority.isPresent()) {
                try (InputStream in = Files.newInputStream(authority.get())) {
                    for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                        trusted.setCertificateEntry("own-" + trusted.size(), own);
                    }
                }
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificates cannot be read: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] known() throws GeneralSecurityException {
        TrustManagerFactory everybody = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        everybody.init((KeyStore) null);
        return Stream.of(everybody.getTrustManagers()).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast)
                .findFirst().map(X509TrustManager::getAcceptedIssuers).orElse(new X509Certificate[0]);
    }
}
