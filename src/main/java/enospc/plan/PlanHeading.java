package enospc.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/// What a plan file says of the run as a whole.
///
/// @param version of the program that made the run
/// @param replay  the command that does the same again
public record PlanHeading(String version, String workload, String replay, long seed) {

    /// @throws BadInput if the file is not there, or is no plan
    public static PlanHeading read(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            if (!json.path("version").isTextual() || !json.path("workload").isTextual()
                    || !json.path("replay").isTextual() || !json.path("seed").isIntegralNumber()) {
                throw new BadInput(file + " is no plan: it needs version, workload, replay and seed");
            }
            return new PlanHeading(json.path("version").textValue(), json.path("workload").textValue(),
                    json.path("replay").textValue(), json.path("seed").longValue());
        } catch (JsonProcessingException broken) {
            throw new BadInput(file + ":" + broken.getLocation().getLineNr() + ":" + broken.getLocation().getColumnNr()
                    + ": " + broken.getOriginalMessage()
                    .replaceFirst(" \\(.*", "").lines().findFirst().orElse("not JSON"));
        } catch (IOException unreadable) {
            throw new BadInput("cannot read " + file + ": " + unreadable.getMessage());
        }
    }
}
