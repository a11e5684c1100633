using BulkExtractor.Samples;

// dotnet run --project tests/BulkExtractor.Samples [-- --seed N]
// writes jobs/*/sample.csv, its pictures and the gold beside this.
var seed = args is ["--seed", var number] ? int.Parse(number) : SampleSet.DefaultSeed;
Console.WriteLine($"seed {seed}");

var root = new DirectoryInfo(AppContext.BaseDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "BulkExtractor.sln"))) root = root.Parent;
if (root is null)
{
    Console.Error.WriteLine("No BulkExtractor.sln above this program: run it from the checkout.");
    return 2;
}

foreach (var set in SampleSet.All(seed))
{
    foreach (var (path, content) in set.Files)
    {
        File.WriteAllText(Path.Combine(root.FullName, path), content);
        Console.WriteLine($"{path}: {set.Samples.Count} documents");
    }

    foreach (var (path, content) in set.Pictures)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root.FullName, path))!);
        File.WriteAllBytes(Path.Combine(root.FullName, path), content);
        Console.WriteLine($"{path}: {content.Length} bytes");
    }
}

return 0;
