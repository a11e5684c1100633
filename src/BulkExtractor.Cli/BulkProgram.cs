using BulkExtractor.Cli.Commands;
using BulkExtractor.Postgres;

namespace BulkExtractor.Cli;

/// <summary>The verbs of <c>bulk</c>, and what every one of them has in common: how it ends.</summary>
internal static class BulkProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // Of a misspelt word the parser complains last, after all that is missing because of it.
            var unknown = parsed.UnmatchedTokens.Select(word => $"there is no '{word}'").FirstOrDefault();
            await Console.Error.WriteLineAsync($"bulk: {unknown ?? parsed.Errors[0].Message} (try --help)");
            return ExitCode.WrongInput;
        }

        using var otlp = OtlpExport.Start();
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception mistake) when (mistake is InputException or DatabaseUnusableException)
        {
            await Console.Error.WriteLineAsync($"bulk: {mistake.Message}");
            return ExitCode.WrongInput;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception unexpected)
        {
            await Console.Error.WriteLineAsync($"bulk: unexpected: {FailureLog.Note(unexpected)}");
            return ExitCode.Unexpected;
        }
    }

    public static RootCommand Create()
    {
        var root = new RootCommand(
            "Turns rows of text into rows of fields, in bulk, on language models that cost nothing.")
        {
            DemoCommand.Create(),
            SubmitCommand.Create(),
            StatusCommand.Create(),
            ForecastCommand.Create(),
            ResultsCommand.Create(),
            ExportCommand.Create(),
            RetryCommand.Create(),
            PauseCommand.Create(),
            ResumeCommand.Create(),
            CancelCommand.Create(),
            DeleteCommand.Create(),
            ProvidersCommand.Create(),
            ModelsCommand.Create(),
            JobsCommand.Create(),
            EvalCommand.Create(),
            ScheduleCommand.Create(),
            NotifyCommand.Create(),
            ServeCommand.Create(),
            WorkerCommand.Create(),
            SimulateCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            DoctorCommand.Create(),
            HelpCommand.Create(),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Quiet);
        root.Options.Add(CommonOptions.Verbose);
        return root;
    }
}
