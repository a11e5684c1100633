namespace BulkExtractor.IntegrationTests.Manual;

/// <summary><c>.ci/release</c> packs what <c>.ci/run</c> noted as tested, and nothing else.</summary>
public sealed class ReleaseTests : IDisposable
{
    private const string Release = "if .ci/release 1.2.0 2>&1; then echo packed; fi";
    private const string Test = "(cd .artifacts/program && sha256sum ./*) > .artifacts/tested\n";

    private readonly ManualFolder _folder = new();

    public ReleaseTests()
    {
        _folder.Write(".ci/release", File.ReadAllText(Path.Combine(RepositoryRoot.Folder, ".ci", "release")));
        _folder.Write(".artifacts/program/bulk.dll", "tested");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "Nothing was tested yet")]
    [InlineData(Test + "echo other > .artifacts/program/bulk.dll\n", "is not what was tested")]
    [InlineData(Test + "rm .artifacts/program/bulk.dll\n", "is not what was tested")]
    [InlineData(Test + "echo more > .artifacts/program/more.dll\n", "holds more than was tested")]
    public async Task What_was_not_tested_is_not_packed(string before, string reason)
    {
        var said = await _folder.RunAsync($"chmod +x .ci/release\n{before}{Release}", "");

        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain("packed", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf(".artifacts/release")));
    }

    // Its tool is another's, which need not be there.
    [Fact]
    public async Task What_was_tested_is_packed_with_its_checksum()
    {
        await PackAsync(bom: "echo '{}' > \"$1/bom.json\"");

        var said = await _folder.RunAsync(
            "cd .artifacts/release && sha256sum --check SHA256SUMS && tar -tzf bulk-1.2.0.tar.gz", "");

        Assert.Contains("bulk-1.2.0.tar.gz: OK", said, StringComparison.Ordinal);
        Assert.Contains("bulk-1.2.0.bom.json: OK", said, StringComparison.Ordinal);
        Assert.Contains("bulk-1.2.0/program/bulk.dll\n", said, StringComparison.Ordinal);
        Assert.Contains("bulk-1.2.0/bom.json\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_packed_without_its_bill_of_materials()
    {
        var said = await PackAsync(bom: "exit 0");

        Assert.Contains("without its bill of materials", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf(".artifacts/release")));
    }

    private Task<string> PackAsync(string bom)
    {
        _folder.Write(".ci/bom", $"#!/bin/sh\n{bom}\n");
        foreach (var file in (string[])["README.md", "CHANGELOG.md", "LICENSE"]) _folder.Write(file, file);
        return _folder.RunAsync($"chmod +x .ci/*\n{Test}{Release}", "");
    }
}
