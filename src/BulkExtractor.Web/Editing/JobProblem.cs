using System.Text.RegularExpressions;

namespace BulkExtractor.Web.Editing;

/// <summary>Why a job is not right, with its place where there is one.</summary>
/// <param name="Input">The id of the text that is wrong; null where it is none of them.</param>
/// <param name="Place">The file and the line, for people.</param>
public sealed partial record JobProblem(string? Input, string? Place, int Line, string Text)
{
    private static readonly Dictionary<string, string> Inputs = new()
    {
        ["job.yaml"] = "job",
        ["schema.json"] = "schema",
        ["examples.jsonl"] = "examples",
    };

    public static JobProblem Read(string problem) =>
        Placed().Match(problem) is { Success: true } match && int.TryParse(match.Groups[2].Value, out var line)
            ? new JobProblem(
                Inputs[match.Groups[1].Value], $"{match.Groups[1].Value}, line {line}", line, match.Groups[3].Value)
            : new JobProblem(null, null, 0, problem);

    [GeneratedRegex(@"^jobs/[^/:]+/(job\.yaml|schema\.json|examples\.jsonl):([0-9]+): (.+)$", RegexOptions.Singleline)]
    private static partial Regex Placed();
}
