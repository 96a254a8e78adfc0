package enospc.plan;

import java.util.Collection;
import java.util.List;

/// How much the templates may take, decided once their images have been measured.
public sealed interface Quota {

    /// A part of the sum of all images: setting `quota-fraction`.
    record Fraction() implements Quota { }

    /// Between one template and two: the largest fits when nothing else is there, no two fit together.
    record OneFits() implements Quota { }

    /// A figure.
    record Bytes(long bytes) implements Quota { }

    /// A quota nearer than this to what is to fit, or not to fit, would be decided by metadata.
    long MARGIN_BYTES = 512 << 10;

    /// As it is written: `fraction`, `one-fits`, or a size.
    static Quota parse(String text) {
        return switch (text) {
            case "fraction" -> new Fraction();
            case "one-fits" -> new OneFits();
            default -> {
                try {
                    yield new Bytes(Form.size().parse(text));
                } catch (BadInput noSize) {
                    throw new BadInput("is \"" + text + "\", neither \"fraction\" nor \"one-fits\" nor a size such as"
                            + " 64M");
                }
            }
        };
    }

    /// Bytes for templates, beyond what their parent takes while it is empty.
    ///
    /// @param measured what each image takes once it is unpacked
    /// @param fraction setting `quota-fraction`
    /// @throws BadInput if no quota does what this one promises
    default long room(Collection<Long> measured, double fraction) {
        return switch (this) {
            case Fraction() -> Math.round(fraction * measured.stream().mapToLong(Long::longValue).sum());
            case OneFits() -> between(measured.stream().sorted().toList());
            case Bytes(long bytes) -> bytes;
        };
    }

    private static long between(List<Long> ascending) {
        long largest = ascending.getLast();
        long two = ascending.size() < 2 ? Long.MAX_VALUE : ascending.get(0) + ascending.get(1);
        long room = largest + ascending.getFirst() / 2;
        if (room - largest < MARGIN_BYTES || two - room < MARGIN_BYTES) {
            throw new BadInput("no quota fits one template and never two: the smallest takes " + ascending.getFirst()
                    + " B, the largest " + largest + " B; give --image-size one larger size, such as 4M");
        }
        return room;
    }
}
