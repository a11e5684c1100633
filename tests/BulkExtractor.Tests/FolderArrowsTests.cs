using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using BulkExtractor.Basics;

namespace BulkExtractor.Tests;

/// <summary>The folders of the domain, from top to bottom: each may know those below it, and none above.</summary>
public sealed class FolderArrowsTests
{
    private const string Root = "BulkExtractor";

    private static readonly string[] Folders =
    [
        "Schedules", "Notices", "Submissions", "BackgroundJobs", "Pipeline", "Evaluation", "Forecasting", "Review",
        "Exports", "Recording", "Quality", "Routing", "Packing", "Limits", "Answers", "Calls", "Documents", "Batches",
        "Jobs", "Models", "Filters", "Schema", "Access", "Basics",
    ];

    private static readonly IReadOnlyList<IType> Types =
    [
        .. new ArchLoader().LoadAssemblies(typeof(InputException).Assembly).Build().Types
            .Where(type => FolderOf(type) is not null),
    ];

    [Fact]
    public void No_folder_of_the_domain_knows_one_above_it()
    {
        var upwards =
            from type in Types
            from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
            where PlaceOf(target) < PlaceOf(type)
            select $"{FolderOf(type)}.{type.Name} knows {FolderOf(target)}.{target.Name}";

        Assert.Equal("", string.Join('\n', upwards.Distinct().Order()));
    }

    [Fact]
    public void Every_folder_of_the_domain_has_its_place()
    {
        var folders = Types.Select(type => FolderOf(type)!).Distinct().Order();

        Assert.Equal(Folders.Order(), folders);
    }

    // Types that are not of the domain have no place.
    private static int? PlaceOf(IType type) =>
        FolderOf(type) is { } folder && Array.IndexOf(Folders, folder) is var place and >= 0 ? place : null;

    // A type parameter is told as if it were of the first folder that names one like it.
    private static string? FolderOf(IType type) =>
        type is not GenericParameter
        && type.Namespace?.FullName.Split('.') is [Root, var folder, ..]
        && type.Assembly?.Name.Split(',')[0] == Root
            ? folder
            : null;
}
