using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>Statements that go to the server in one round trip, and run there one after the other.</summary>
internal sealed class StatementBatch(NpgsqlConnection connection)
{
    private readonly List<NpgsqlBatchCommand> _commands = [];
    private readonly List<Action<Row>> _reads = [];

    /// <summary>Adds a statement that gives nothing back.</summary>
    public void Add(string statement, params ReadOnlySpan<Parameter> parameters)
    {
        var command = new NpgsqlBatchCommand(Statement.Read(statement));
        foreach (var parameter in parameters) command.Parameters.Add(parameter.ToNpgsql());
        _commands.Add(command);
    }

    /// <summary>Adds a statement that gives rows; they are in the list once the batch ran.</summary>
    public IReadOnlyList<T> AddReading<T>(
        string statement, Func<Row, T> read, params ReadOnlySpan<Parameter> parameters)
    {
        var rows = new List<T>();
        Add(statement, parameters);
        _reads.Add(row => rows.Add(read(row)));
        return rows;
    }

    /// <summary>Runs all of them; none, if none was added.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_commands.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in _commands) batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        // The reader stops only at statements that give rows.
        foreach (var read in _reads)
        {
            var row = new Row(reader);
            while (await reader.ReadAsync(cancellationToken)) read(row);
            await reader.NextResultAsync(cancellationToken);
        }

        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }
}
