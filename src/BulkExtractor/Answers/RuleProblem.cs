using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Jobs.Rules;

namespace BulkExtractor.Answers;

/// <summary>How a broken rule is told: <c>not so: total >= net, with total = 5, net = 10</c>.</summary>
public static class RuleProblem
{
    /// <summary>One line for each rule that the fields break.</summary>
    public static IReadOnlyList<string> All(IReadOnlyList<Rule> rules, JsonObject fields) =>
        [.. rules.Where(rule => rule.IsBrokenBy(fields)).Select(rule => Describe(rule, fields))];

    /// <summary>The rule with the values that break it.</summary>
    public static string Describe(Rule rule, JsonObject fields)
    {
        var values = rule.Fields.Select(name => $"{name} = {Excerpt.Cut(fields[name])}");
        return rule.Fields.Count == 0
            ? $"not so: {rule.Text}"
            : $"not so: {rule.Text}, with {string.Join(", ", values)}";
    }
}
