package enospc.report.page;

import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.Verdict;
import java.util.Locale;
import java.util.stream.Collectors;

/// The part of the page that needs no script: the verdict, how to repeat the run, the claims, the paths taken.
final class Front {

    private final Verdict verdict;

    Front(Verdict verdict) {
        this.verdict = verdict;
    }

    String title() {
        return Html.escape(word() + " · " + verdict.facts().workload() + " · seed " + verdict.facts().seed());
    }

    private String word() {
        return verdict.grade().text().toUpperCase(Locale.ROOT);
    }

    String heading() {
        return """
                <h1><span class="grade %s">%s</span> %s</h1>
                %s<div class="again"><code id="replay">%s</code> <button type="button" id="copy">copy</button></div>
                <p class="facts">workload <b>%s</b> · seed <b>%d</b> · version <b>%s</b> · <b>%,d</b> events</p>
                %s""".formatted(verdict.grade().text(), word(), Html.escape(headline()), why(), Html.escape(replay()),
                Html.escape(verdict.facts().workload()), verdict.facts().seed(),
                Html.escape(verdict.facts().version()), verdict.events(), warnings());
    }

    /// What can be read at a glance: of a failure, which claims are broken.
    private String headline() {
        return verdict.failed().isEmpty() ? verdict.summary() : String.join(", ", verdict.failed());
    }

    private String why() {
        return verdict.failed().isEmpty() ? "" : "<p class=\"why\">" + Html.escape(verdict.summary()) + "</p>\n";
    }

    private String replay() {
        String replay = verdict.facts().replay();
        return replay.isEmpty() ? "the run's plan is missing, so nobody knows how to repeat it" : replay;
    }

    private String warnings() {
        String cut = verdict.cut() ? warning("The history ends before the run did.") : "";
        String damaged = verdict.damage().isEmpty() ? "" : warning("The history is damaged: " + verdict.damage());
        String missing = verdict.missing().isEmpty() ? ""
                : warning("Required and not taken: " + String.join(", ", verdict.missing()));
        return cut + damaged + missing;
    }

    private static String warning(String text) {
        return "<p class=\"warning\" role=\"note\">" + Html.escape(text) + "</p>\n";
    }

    String claims() {
        return verdict.findings().stream().map(this::claim).collect(Collectors.joining());
    }

    private String claim(Finding finding) {
        boolean idle = finding.vacuous() && verdict.grade() == Grade.PASS;
        return """
                <tr class="%s"><td><span class="grade %s">%s</span></td><th scope="row">%s</th><td>%s%s</td></tr>
                """.formatted(idle ? "idle" : "", idle ? "idle" : finding.grade().text(),
                idle ? "-" : finding.grade().text(), Html.escape(finding.claim()), Html.escape(finding.why()),
                evidence(finding));
    }

    private static String evidence(Finding finding) {
        if (finding.evidence().isEmpty()) {
            return "";
        }
        String buttons = finding.evidence().stream()
                .map(index -> "<button type=\"button\" data-event=\"" + index + "\">" + index + "</button>")
                .collect(Collectors.joining(" "));
        long more = finding.evidenceTotal() - finding.evidence().size();
        return "<div class=\"evidence\"><button type=\"button\" class=\"all\">show in the timeline</button> events "
                + buttons + (more > 0 ? " and " + more + " more" : "") + "</div>";
    }

    String transitions() {
        return verdict.transitions().entrySet().stream()
                .map(each -> "<tr class=\"%s\"><th scope=\"row\">%s</th><td class=\"number\">%,d</td></tr>%n".formatted(
                        each.getValue() == 0 ? "idle" : "", Html.escape(each.getKey()), each.getValue()))
                .collect(Collectors.joining());
    }
}
