using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>An account in a pool file; all but its address and key is read without its variables.</summary>
internal sealed class AccountSection
{
    /// <summary>Stands for an account that is left out while its models are checked all the same.</summary>
    public static readonly Account LeftOut = new("", new Uri("http://localhost"));

    private static readonly Dictionary<string, ModelDiscovery> Discoveries =
        new() { ["free"] = ModelDiscovery.Free, ["all"] = ModelDiscovery.All };

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    private readonly YamlProperties _account;
    private readonly YamlValue _address;
    private readonly Account _settings;

    public AccountSection(string name, YamlValue section)
    {
        _account = section.Properties(
            "address", "key", "enabled", "limits", "each", "discover", "names", "timeout", "cooldown", "parallel",
            "day", "extra", "terms", "sign_up", "checked");
        _address = _account.Required("address");
        _settings = new Account(name, LeftOut.Address)
        {
            Limits = _account["limits"] is { } limits ? LimitSection.ReadTiers(limits) : LeftOut.Limits,
            Each = _account["each"] is { } each ? LimitSection.Read(each) : LeftOut.Each,
            Discover = _account["discover"]?.Choice("a discovery", Discoveries) ?? LeftOut.Discover,
            DiscoveredNames = _account["names"] is { } names ? Names(names) : LeftOut.DiscoveredNames,
            Timeout = Span("timeout") ?? LeftOut.Timeout,
            Cooldown = Span("cooldown") ?? LeftOut.Cooldown,
            Parallel = _account["parallel"]?.Whole(1, 1_000),
            Day = Zone(_account["day"]),
            Extra = _account["extra"] is { } extra ? ExtraSection.Read(extra) : LeftOut.Extra,
            Terms = _account["terms"]?.Text(),
            SignUp = _account["sign_up"] is { } page ? Page(page) : null,
            Checked = _account["checked"]?.Day(),
        };
    }

    /// <summary>The account as a provider to choose from, whether or not its variables are set.</summary>
    public Provider Describe(Func<string, string?> variable) => new(_settings, _address.Text())
    {
        Variables = [.. Variables.Names($"{_address.Text()} {_account["key"]?.Text()} {_account["enabled"]?.Text()}")],
        Missing = FindMissing(variable),
    };

    /// <summary>What is still to be set before the account takes part: <c>NAME</c>, <c>NAME=yes</c>.</summary>
    public IReadOnlyList<string> FindMissing(Func<string, string?> variable)
    {
        var unset = Variables.Names($"{_address.Text()} {_account["key"]?.Text()}")
            .Where(name => string.IsNullOrWhiteSpace(variable(name)));
        return _account["enabled"] is { } enabled && AccountSwitch.FindMissing(enabled, variable) is { } off
            ? [.. unset.Append(off).Distinct()]
            : [.. unset.Distinct()];
    }

    /// <summary>The account, with the variables' values in place.</summary>
    public Account Read(Func<string, string?> variable)
    {
        var address = Address(Expand(_address, variable));
        var key = _account["key"] is { } written ? Key(written, address, variable) : null;
        return _settings with { Address = address, Key = key };
    }

    private List<string> Names(YamlValue names) => _account["discover"] is not null
        ? [.. names.Items().Select(name => name.Text())]
        : throw names.Fault("goes with 'discover' only, whose models it bounds");

    private static Uri Page(YamlValue written) =>
        Uri.TryCreate(written.Text(), UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps
            ? page
            : throw written.Fault("must be an address like https://console.groq.com/keys");

    private TimeSpan? Span(string name)
    {
        var span = _account[name]?.Duration();
        return span is null || span <= LongestTimeout ? span : throw _account[name]!.Unfit("at most 1h");
    }

    // PostgreSQL, which counts the days, knows no names of Windows.
    private static TimeZoneInfo? Zone(YamlValue? written) =>
        written is null ? null
        : TimeZoneInfo.TryFindSystemTimeZoneById(written.Text(), out var zone) && zone.HasIanaId ? zone
        : throw written.Fault("must be a time zone like America/Los_Angeles or UTC");

    // The value may come from a variable, and a key may stand in it by mistake: errors do not show it.
    private Uri Address(string text) =>
        Uri.TryCreate(text.Trim().TrimEnd('/'), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw _address.Fault("must be an address like https://openrouter.ai/api/v1, without a password");

    // A pool is stored with each batch, so no secret may stand in it; a key for this machine is none.
    private static ApiKey Key(YamlValue written, Uri address, Func<string, string?> variable)
    {
        if (!address.IsLoopback && Variables.Replace(written.Text(), _ => "").Trim().Length > 0)
            throw written.Fault("must be the name of an environment variable that holds the key: ${NAME}");

        var key = Expand(written, variable).Trim();
        return key.All(c => c is > ' ' and <= '~')
            ? new ApiKey(key)
            : throw written.Fault("the key holds a blank or another character that no key has");
    }

    private static string Expand(YamlValue written, Func<string, string?> variable) =>
        Variables.Replace(written.Text(), name => variable(name) ?? "");
}
