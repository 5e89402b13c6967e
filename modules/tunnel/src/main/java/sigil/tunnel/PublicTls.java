package sigil.tunnel;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Is TLS spoken, with a certificate that clients believe? */
final class PublicTls implements PathCheck {
    private static final int DEEPEST = 10;

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "TLS";
    }

    @Override
    public Found look(Surroundings at) {
        Way way = at.outsider().way();
        long start = System.nanoTime();
        Socket socket;
        try {
            socket = way.connect();
        } catch (IOException e) {
            return Found.bad(e instanceof UnknownHostException ? Fault.NAME_UNKNOWN : Fault.PUBLIC_UNREACHABLE,
                    way.host() + ":" + way.port() + ": " + e.getMessage());
        }
        try (socket; SSLSocket secured = way.secured(socket)) {
            X509Certificate certificate = (X509Certificate) secured.getSession().getPeerCertificates()[0];
            return Found.good(secured.getSession().getProtocol() + " after " + Found.time(Duration.ofNanos(System.nanoTime() - start)),
                    "certificate for " + way.name() + " until " + certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate());
        } catch (IOException e) {
            return Found.bad(fault(e), way.host() + ":" + way.port() + ": " + e.getMessage());
        }
    }

    private static Fault fault(IOException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException
                    || cause instanceof CertPathValidatorException invalid && (invalid.getReason() == BasicReason.EXPIRED
                    || invalid.getReason() == BasicReason.NOT_YET_VALID)) {
                return Fault.CERTIFICATE_EXPIRED;
            }
            if (message.contains("no subject alternative") || message.contains("no name matching")) {
                return Fault.CERTIFICATE_NAME;
            }
            if (message.contains("unable to find valid certification path") || message.contains("path does not chain")) {
                return Fault.CERTIFICATE_UNTRUSTED;
            }
        }
        // somebody took the connection, and says nothing that is TLS
        return failure instanceof SocketTimeoutException || failure instanceof SSLException ? Fault.TLS_NONE : Fault.PUBLIC_UNREACHABLE;
    }
}
