namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Tells what happens, with the seconds since the beginning.</summary>
internal sealed class Log(string name, Action<string> say)
{
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();

    public void Say(string what) =>
        say($"{name}: {TimeProvider.System.GetElapsedTime(_startedAt).TotalSeconds,6:0.0} s  {what}");
}
