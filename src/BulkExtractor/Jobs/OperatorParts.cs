using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>
/// The parts of a job file that belong to whoever runs the machine: when it runs, what it may spend, whom it tells,
/// which files and variables it reads. From elsewhere they can be neither added nor changed nor taken out.
/// </summary>
/// <remarks>A property that is added to the job file one day is one of them until it is named here.</remarks>
internal static class OperatorParts
{
    private const string Input = "input";
    private const string Name = "name";

    // A cycle of aliases has no end, and a few lines of them can mean billions of values.
    private const int MostValues = 1_000;

    private static readonly string[] Closed =
    [
        .. JobFile.Known.Except(
            [Name, "description", Input, "instructions", "pack", "votes", "passes", "rules", "keep"]),
    ];

    private static readonly string[] ClosedOfInput =
        [.. JobSections.KnownOfInput.Except(["id", "text", "delimiter", "encoding"])];

    /// <summary>Those that stand in a job file, by name.</summary>
    public static IReadOnlyList<string> List(YamlValue job) => [.. Of(job).Keys];

    /// <summary>What of them is not as it was, one line each.</summary>
    /// <param name="before">The job file as it is; null where there is none yet.</param>
    /// <param name="name">The job's name where its file does not say it.</param>
    public static IReadOnlyList<string> FindChanges(YamlValue job, YamlValue? before, string name)
    {
        var (now, was) = (Of(job), before is null ? [] : Of(before));
        return
        [
            .. now.Where(part => !was.ContainsKey(part.Key)).Select(part => Added(part.Value)),
            .. now.Where(part => was.TryGetValue(part.Key, out var old) && Write(old) != Write(part.Value))
                .Select(part => part.Value.Fault("stays as it is in the file: change it there").Message),
            .. was.Keys.Where(part => !now.ContainsKey(part))
                .Select(part => job.Fault($"'{part}' stands in the file and stays: put it back as it was").Message),
            .. Variables(job).Except(before is null ? [] : Variables(before), Same.Place).Select(Added),
            .. Renamed(job, before, name),
        ];
    }

    private static string Added(YamlValue part) => NamesVariable(part)
        ? part.Fault("a variable, ${…}, cannot be set from here: set it in the file").Message
        : part.Fault("cannot be set from here: set it in the file").Message;

    private static bool NamesVariable(YamlValue value) =>
        value.Scalar?.Contains("${", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Renamed(YamlValue job, YamlValue? before, string name)
    {
        var stays = (before is null ? null : NameIn(before))?.Scalar ?? name;
        if ((NameIn(job)?.Scalar ?? name) != stays)
            yield return (NameIn(job) ?? job).Fault($"the job's name stays '{stays}'").Message;
    }

    private static YamlValue? NameIn(YamlValue job) => Entries(job).GetValueOrDefault(Name);

    private static Dictionary<string, YamlValue> Of(YamlValue job)
    {
        var parts = Entries(job);
        var ofInput = parts.TryGetValue(Input, out var input) && input.IsMapping ? Entries(input) : [];
        return parts.Where(part => Closed.Contains(part.Key))
            .Concat(ofInput.Where(part => ClosedOfInput.Contains(part.Key)))
            .ToDictionary(part => part.Value.Path, part => part.Value);
    }

    // What is not said is as good as absent.
    private static Dictionary<string, YamlValue> Entries(YamlValue mapping) => mapping.Entries()
        .Where(entry => !entry.Value.IsNull)
        .DistinctBy(entry => entry.Name)
        .ToDictionary(entry => entry.Name, entry => entry.Value);

    private static IEnumerable<YamlValue> Variables(YamlValue job) => Entries(job)
        .Where(part => !Closed.Contains(part.Key))
        .SelectMany(part => Scalars(part.Value, new Budget()))
        .Where(NamesVariable);

    private static IEnumerable<YamlValue> Scalars(YamlValue value, Budget budget) => Parts(value, budget) is { } parts
        ? parts.SelectMany(part => Scalars(part.Value, budget))
        : [value];

    // Two that are written the same mean the same, whatever stands between them, and in whatever style.
    private static string Write(YamlValue value) => Write(value, new Budget());

    private static string Write(YamlValue value, Budget budget) => Parts(value, budget) is { } parts
        ? $"({string.Join(',', parts.Select(part => $"{part.Name.Length}:{part.Name}={Write(part.Value, budget)}"))})"
        : value.Scalar is { } text && !value.IsNull ? $"{text.Length}:{text}" : "-";

    // Null of a single value; the items of a list have no names.
    private static IReadOnlyList<(string Name, YamlValue Value)>? Parts(YamlValue value, Budget budget)
    {
        budget.Spend(value);
        return value.IsScalar ? null
            : value.IsMapping ? [.. value.Entries()]
            : [.. value.Items().Select(item => ("", item))];
    }

    private sealed class Budget
    {
        private int _left = MostValues;

        public void Spend(YamlValue value)
        {
            if (--_left < 0) throw value.Fault($"holds more than {MostValues:N0} values: take some out");
        }
    }

    private sealed class Same : IEqualityComparer<YamlValue>
    {
        public static readonly Same Place = new();

        public bool Equals(YamlValue? one, YamlValue? other) =>
            one?.Path == other?.Path && one?.Scalar == other?.Scalar;

        public int GetHashCode(YamlValue value) => HashCode.Combine(value.Path, value.Scalar);
    }
}
