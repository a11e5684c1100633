using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>
/// Stands between programs and their database, and cuts connections: all at once, or one exactly when its commit has
/// come to pass and only the word of it is on its way.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    // ReadyForQuery of PostgreSQL's protocol, outside of a transaction.
    private static readonly byte[] Ready = [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    // CommandComplete of it, with its length and its tag.
    private static readonly byte[] Committed = [(byte)'C', 0, 0, 0, 11, .. "COMMIT\0"u8];

    private readonly LoopbackListener _listener;
    private readonly HashSet<TcpClient> _open = [];
    private readonly ConcurrentDictionary<int, bool> _marked = [];
    private readonly int _port;
    private int _wanted;
    private int _cuts;

    /// <summary>Begins to let connections through to a port of this machine.</summary>
    public CuttingProxy(int port)
    {
        _port = port;
        _listener = new LoopbackListener(RelayAsync);
    }

    /// <summary>Where programs connect to.</summary>
    public int Port => _listener.Port;

    /// <summary>A connection string that leads through here.</summary>
    public string AddressOf(string address) =>
        new NpgsqlConnectionStringBuilder(address) { Host = "127.0.0.1", Port = Port }.ConnectionString;

    /// <summary>How many commits were cut off from their answer.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Cuts the next commits off from their answers.</summary>
    public void CutCommits(int number) => Volatile.Write(ref _wanted, number);

    /// <summary>Cuts a connection off from the answer to what it asks for at this moment.</summary>
    /// <param name="port">Of its end at the database, as <c>pg_stat_activity.client_port</c> says it.</param>
    public void CutAnswer(int port) => _marked[port] = true;

    /// <summary>Cuts all connections.</summary>
    public void CutAll()
    {
        lock (_open)
        {
            foreach (var one in _open) one.Close();
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        CutAll();
        await _listener.DisposeAsync();
    }

    private async Task RelayAsync(TcpClient program, CancellationToken end)
    {
        using var database = new TcpClient();
        using (program)
        {
            try
            {
                await database.ConnectAsync(IPAddress.Loopback, _port, end);
                lock (_open) _open.UnionWith([program, database]);
                await Task.WhenAny(
                    CopyAsync(program, database, null, end), CopyAsync(database, program, PortOf(database), end));
            }
            catch (SocketException)
            {
                // The database is down, which a program sees as a connection that ends.
            }
            catch (OperationCanceledException)
            {
                // All ends.
            }
            finally
            {
                lock (_open) _open.ExceptWith([program, database]);
            }
        }
    }

    private static int PortOf(TcpClient database) => ((IPEndPoint)database.Client.LocalEndPoint!).Port;

    // port: of the connection that may be cut off from what is told to it.
    private async Task CopyAsync(TcpClient from, TcpClient to, int? port, CancellationToken end)
    {
        var buffer = new byte[65_536];
        try
        {
            var (source, target) = (from.GetStream(), to.GetStream());
            while (await source.ReadAsync(buffer, end) is > 0 and var length)
            {
                if (port is { } known && IsCut(known, buffer.AsSpan(0, length))) return;
                await target.WriteAsync(buffer.AsMemory(0, length), end);
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException
            or OperationCanceledException)
        {
            // Either side is gone, and with it the connection.
        }
    }

    private bool IsCut(int port, ReadOnlySpan<byte> told)
    {
        if (_marked.ContainsKey(port) && told.IndexOf(Ready) >= 0 && _marked.TryRemove(port, out _))
        {
            Interlocked.Increment(ref _cuts);
            return true;
        }

        if (Volatile.Read(ref _wanted) <= 0 || told.IndexOf(Committed) < 0) return false;
        if (Interlocked.Decrement(ref _wanted) < 0) return false;
        Interlocked.Increment(ref _cuts);
        return true;
    }
}
