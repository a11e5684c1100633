using System.Globalization;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Models;

public sealed class DiscoveryTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Account Router = Some.Account() with { Discover = ModelDiscovery.Free };
    private static readonly Account Home = new("localai", new Uri("http://localhost:8080/v1"));
    private static readonly Model Named = Some.Model("named:free", Router) with { MaxOutput = 777 };
    private static readonly Model AtHome = Some.Model("home", Home);

    private static readonly Pool File = new([Router, Home], [Named, AtHome], "", [])
    {
        Retired = [new RetiredModel(Some.Model("old:free", Router), "it retired on 2026-07-20")],
    };

    [Fact]
    public void A_free_model_that_the_file_does_not_name_joins()
    {
        var (pool, notices) = Join(File, Listed("named:free"), Listed("new:free"));

        var model = pool.Models.Single(m => m.Id == "new:free");
        Assert.Equal((Tier.Free, true, true), (model.Tier, model.Discovered, model.Listed));
        Assert.Same(Router, model.Account);
        Assert.Contains("new:free", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_joins_has_the_limits_of_each_model_of_its_account()
    {
        Limit[] each = [new(TimeSpan.FromMinutes(1)) { Requests = 5 }];
        var router = Router with { Each = each };

        var pool = Discovery.Join(new Pool([router], [], "", []), router, new([Listed("new:free")], true), Today).Pool;

        Assert.Equal(each, Assert.Single(pool.Models).Limits);
    }

    [Fact]
    public void Of_a_list_without_prices_all_models_join_that_extract_and_have_such_a_name()
    {
        var google = new Account("google", new Uri("https://google.example/v1"))
        {
            Discover = ModelDiscovery.All,
            DiscoveredNames = ["gemma-*", "*-flash*"],
        };
        var priced = new ListedModel("gemma-9") { Prices = new Dictionary<string, decimal?> { ["prompt"] = 1 } };
        string[] ids =
        [
            "gemma-4-31b-it", "gemini-3.8-flash", "gemini-3.1-pro", "imagen-4", "gemini-3.1-flash-tts",
            "gemini-embedding-001",
        ];

        var listing = new Listing([priced, .. ids.Select(id => new ListedModel(id))], true);
        var joined = Discovery.Join(new Pool([google], [], "", []), google, listing, Today).Pool.Models;

        Assert.Equal(["gemma-4-31b-it", "gemini-3.8-flash"], joined.Select(model => model.Id));
    }

    [Theory]
    [InlineData("gemma-4-31b-it", true, "vision, multilingual")]
    [InlineData("google/gemma-3-4b-it", true, "vision, multilingual, light")]
    [InlineData("openai/gpt-oss-120b", false, "reasoning, structured")]
    [InlineData("Qwen2.5-VL-72B-Instruct", true, "vision, multilingual")]
    [InlineData("@cf/meta/llama-3.1-8b-instruct-fp8-fast", false, "multilingual, light")]
    [InlineData("glm-4.6v-flash", true, "vision, multilingual")]
    [InlineData("qwen3:4b", false, "reasoning, multilingual, light")]
    [InlineData("nobody/knows-70b", false, "")]
    public void What_a_model_is_good_for_is_known_by_its_family(string id, bool images, string abilities)
    {
        var model = DiscoveredModel.Create(new ListedModel(id), Router);

        Assert.Equal((images, abilities), (model.ReadsImages, string.Join(", ", model.GoodFor)));
    }

    [Fact]
    public void What_is_found_at_home_is_local_and_as_small_as_servers_load_it_untold()
    {
        var home = Home with { Discover = ModelDiscovery.All };

        var listing = new Listing([new ListedModel("gemma-4-e4b")], true);

        var model = Assert.Single(
            Discovery.Join(new Pool([home], [], "", []), home, listing, Today).Pool.Models);

        Assert.Equal((Tier.Local, 4_096, 2_048), (model.Tier, model.Context, model.MaxOutput));
    }

    [Fact]
    public void What_the_file_says_of_a_listed_model_holds()
    {
        var (pool, _) = Join(File, Listed("named:free") with { MaxOutput = 9 });

        var model = pool.Models.Single(m => m.Id == "named:free");
        Assert.Equal((777, false, true), (model.MaxOutput, model.Discovered, model.Listed));
    }

    [Fact]
    public void A_model_that_is_not_listed_leaves_and_is_named_once()
    {
        var first = Join(File, Listed("other:free"));
        var second = Join(first.Pool, Listed("other:free"));

        Assert.DoesNotContain(first.Pool.Models, model => model.Id == "named:free");
        Assert.Equal(["old:free", "named:free"], first.Pool.Retired.Select(gone => gone.Model.Id));
        Assert.Single(first.Notices, notice => notice.Contains("named:free", StringComparison.Ordinal));
        Assert.Empty(second.Notices);
    }

    [Theory]
    [InlineData("old:free")]
    [InlineData("named:free")]
    public void A_model_that_was_gone_comes_back_when_it_is_listed_again(string id)
    {
        var without = Join(File, Listed("other:free")).Pool;

        var (pool, notices) = Join(without, Listed("other:free"), Listed(id));

        Assert.Contains(pool.Models, model => model.Id == id && !model.Discovered);
        Assert.DoesNotContain(pool.Retired, gone => gone.Model.Id == id);
        Assert.Contains("is back", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_discovered_model_that_vanishes_leaves_without_a_trace()
    {
        var with = Join(File, Listed("named:free"), Listed("new:free")).Pool;

        var (pool, _) = Join(with, Listed("named:free"));

        Assert.DoesNotContain(pool.Models, model => model.Id == "new:free");
        Assert.DoesNotContain(pool.Retired, gone => gone.Model.Id == "new:free");
    }

    [Fact]
    public void A_discovered_model_that_costs_money_now_leaves()
    {
        var with = Join(File, Listed("named:free"), Listed("stealth") with { Prices = Free }).Pool;

        var (pool, _) = Join(with, Listed("named:free"), Listed("stealth") with { Prices = Priced("0.001") });

        Assert.DoesNotContain(pool.Models, model => model.Id == "stealth");
    }

    [Fact]
    public void From_a_list_that_is_not_complete_nobody_leaves()
    {
        var with = Join(File, Listed("named:free"), Listed("new:free")).Pool;

        var (pool, _) = Discovery.Join(with, Router, new Listing([Listed("more:free")], false), Today);

        Assert.Equal(["named:free", "home", "new:free", "more:free"], pool.Models.Select(model => model.Id));
    }

    [Fact]
    public void Other_accounts_are_left_alone()
    {
        var (pool, _) = Join(File, Listed("new:free"));

        Assert.Same(AtHome, pool.Models.Single(model => model.Account == Home));
    }

    [Fact]
    public void A_model_that_did_not_change_stays_the_same_object()
    {
        var first = Join(File, Listed("new:free"), Listed("flaps:free") with { Context = 65_536 }).Pool;

        var second = Join(first, Listed("new:free"), Listed("flaps:free") with { Context = 32_768 }).Pool;

        Assert.Same(first.Models.Single(m => m.Id == "new:free"), second.Models.Single(m => m.Id == "new:free"));
        Assert.Equal(32_768, second.Models.Single(m => m.Id == "flaps:free").Context);
    }

    private static readonly IReadOnlyDictionary<string, decimal?> Free = Priced("0");

    private static Dictionary<string, decimal?> Priced(string prompt) =>
        new() { ["prompt"] = decimal.Parse(prompt, CultureInfo.InvariantCulture), ["completion"] = 0 };

    private static Discovered Join(Pool pool, params ListedModel[] listed) =>
        Discovery.Join(pool, Router, new Listing(listed, true), Today);

    private static ListedModel Listed(string id) => new(id) { Context = 65_536 };
}
