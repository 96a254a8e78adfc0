package enospc.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What an image must look like once it is installed, on either target.
public final class Contents {

    /// Copied for each use, never fed: to look the algorithm up takes as long as a short digest.
    private static final MessageDigest FRESH = fresh();

    private Contents() { }

    /// The digest that a dataset with exactly this image's content answers on the embedded pool. A real pool compares
    /// every byte with the image it made, and answers this text if they agree.
    public static String digestOf(Image image) {
        return digestOf(image.key());
    }

    /// The same for the image with this key.
    public static String digestOf(String key) {
        return "sha256:" + hex("content " + key);
    }

    /// 64 hexadecimal digits of the SHA-256 of a text.
    public static String hex(String text) {
        try {
            MessageDigest sha = (MessageDigest) FRESH.clone();
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("a SHA-256 that cannot be copied", impossible);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JVM has no SHA-256", missing);
        }
    }
}
