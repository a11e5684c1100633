using System.Text;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>What a process says, line by line, for those who wait for a certain line.</summary>
internal sealed class LineLog
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();
    private bool _ended;

    public string Text
    {
        get
        {
            lock (_gate) return _text.ToString();
        }
    }

    public async Task ReadAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line) Change(() => _text.Append(line).Append('\n'));
        Change(() => _ended = true);
    }

    /// <summary>The first line that contains a text, as soon as it is said.</summary>
    public async Task<string> WaitForAsync(string part)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                var line = _text.ToString().Split('\n').FirstOrDefault(l => l.Contains(part, StringComparison.Ordinal));
                if (line is not null) return line;
                Assert.False(_ended, $"It ended without saying '{part}', but: {_text}");
                changed = _changed.Task;
            }

            await changed.WaitAsync(LongestWait, TestContext.Current.CancellationToken);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
