namespace BulkExtractor.Jobs.Rules;

/// <summary>Cuts a rule into its tokens.</summary>
internal static class RuleScanner
{
    private const int LongestRule = 1_000;

    private static readonly string[] Signs =
        ["==", "!=", "<>", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "(", ")", "[", "]", ",", "."];

    /// <summary>The tokens, with the end as the last.</summary>
    public static List<RuleToken> Scan(string rule)
    {
        if (rule.Length > LongestRule) throw new FormatException($"longer than {LongestRule} characters");

        var tokens = new List<RuleToken>();
        for (var at = 0; at < rule.Length;)
        {
            if (char.IsWhiteSpace(rule[at]))
            {
                at++;
                continue;
            }

            var (token, end) = Next(rule, at);
            tokens.Add(token);
            at = end;
        }

        tokens.Add(new RuleToken(RuleTokenKind.End, "", rule.Length + 1));
        return tokens;
    }

    private static (RuleToken Token, int End) Next(string rule, int at)
    {
        if (char.IsAsciiDigit(rule[at])) return Run(rule, at, RuleTokenKind.Number, IsOfNumber);
        if (char.IsLetter(rule[at]) || rule[at] == '_') return Run(rule, at, RuleTokenKind.Word, IsOfWord);
        if (rule[at] is '"' or '\'' or '`') return Quoted(rule, at);

        var sign = Array.Find(Signs, sign => string.CompareOrdinal(rule, at, sign, 0, sign.Length) == 0)
            ?? throw new FormatException($"'{rule[at]}' at {at + 1} is not understood");
        return (new RuleToken(RuleTokenKind.Sign, sign, at + 1), at + sign.Length);
    }

    private static (RuleToken, int) Run(string rule, int at, RuleTokenKind kind, Func<char, bool> isPart)
    {
        var end = at;
        while (end < rule.Length && isPart(rule[end])) end++;
        return (new RuleToken(kind, rule[at..end], at + 1), end);
    }

    private static (RuleToken, int) Quoted(string rule, int at)
    {
        var end = rule.IndexOf(rule[at], at + 1);
        if (end < 0) throw new FormatException($"the quote at {at + 1} is not closed");

        var kind = rule[at] == '`' ? RuleTokenKind.Name : RuleTokenKind.Text;
        return (new RuleToken(kind, rule[(at + 1)..end], at + 1), end + 1);
    }

    private static bool IsOfNumber(char sign) => char.IsAsciiDigit(sign) || sign == '.';

    private static bool IsOfWord(char sign) => char.IsLetterOrDigit(sign) || sign == '_';
}
