namespace BulkExtractor.Cli;

internal static class ExitCode
{
    public const int Done = 0;
    public const int SomeFailed = 1;
    public const int WrongInput = 2;
    public const int NotFinished = 3;
    public const int Unexpected = 70;
    public const int Interrupted = 130;
}
