using System.Text.Json;
using BulkExtractor.Simulator;

namespace BulkExtractor.Cli.Commands;

/// <summary><c>bulk simulate</c>: the simulator by itself, until it is stopped.</summary>
internal static class SimulateCommand
{
    // An arrival is to be noted when it comes, and not when the answers before it leave a thread free: the first ones
    // are written for half a second, and requests would seem to have come too late for their window.
    private const int LeastThreads = 32;

    public static Command Create()
    {
        var command = new Command("simulate", """
            Runs a server that behaves like OpenRouter and LocalAI, to try, test and benchmark against; beside them
            like other providers, each at its own path: /gemini/v1, /groq/v1, /ollama/v1 ...
            A fault's rate is a share of all requests (0.05) or of one model's (0.05@MODEL).

            Example: bulk simulate --rpm 20 --scale 30 --upstream-429 0.05 --ledger arrivals.jsonl
            """);
        foreach (var option in SimulateLine.All) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        ThreadPool.GetMinThreads(out var least, out var leastPorts);
        ThreadPool.SetMinThreads(Math.Max(least, LeastThreads), leastPorts);
        await using var server = await StartAsync(line, cancellationToken);
        foreach (var notice in server.Notices) line.InvocationConfiguration.Error.WriteLine(notice);
        line.InvocationConfiguration.Output.WriteLine(line.GetValue(CommonOptions.Json)
            ? JsonSerializer.Serialize(new { address = server.Address.ToString().TrimEnd('/') })
            : $"Simulating at {server.Address}api/v1 (the ledger: {server.Address}ledger). Ctrl-C stops it.");

        using var signals = new StopSignals();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(signals.Drain, cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Done;
    }

    private static async Task<SimulatorServer> StartAsync(ParseResult line, CancellationToken cancellationToken)
    {
        try
        {
            var options = SimulateLine.Read(line);
            return await SimulatorServer.StartAsync(options, TimeProvider.System, cancellationToken);
        }
        catch (IOException error)
        {
            throw Wrong(error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw Wrong(error);
        }
        catch (InvalidDataException error)
        {
            throw Wrong(error);
        }
        catch (FormatException error)
        {
            throw Wrong(error);
        }
    }

    private static InputException Wrong(Exception error) => new($"simulate: {error.Message}", error);
}
