package enospc.report.page;

/// Text as HTML shows it, whatever is in it.
public final class Html {

    private Html() { }

    /// Safe between tags and inside quoted attributes.
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    boolean shown = c >= ' ' && c != 0x7f && !isBidi(c) || c == '\n' || c == '\t';
                    out.appendCodePoint(shown ? c : 0xfffd);
                }
            }
        });
        return out.toString();
    }

    /// Characters that turn the direction of writing, and so could make a line read otherwise than it is.
    private static boolean isBidi(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }
}
