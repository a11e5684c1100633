using System.Text;
using System.Text.Json;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Tests.Documents.Pictures;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Calls;

public sealed partial class PromptTests
{
    [Fact]
    public void What_never_changes_costs_the_tokens_that_were_announced()
    {
        var short_ = Definition();
        var long_ = short_ with { Instructions = new string('x', 3_000) };

        Assert.InRange(Prompt.OverheadTokens(long_) - Prompt.OverheadTokens(short_), 500, 3_000);
    }

    [Fact]
    public void A_request_has_no_more_tokens_than_its_bytes_whatever_the_script()
    {
        var pack = Some.Pack(("k1234567", "Grüße, 東京 \ud83d\ude00 and \"more\""), ("k7654321", "text"));

        var most = Prompt.MostTokens(pack.Definition, pack.Chunks.Select(chunk => chunk.Chunk));

        var messages = JsonDocument.Parse(Prompt.Write(pack)).RootElement.GetProperty("messages");
        var bytes = messages.EnumerateArray()
            .Sum(m => Encoding.UTF8.GetByteCount(m.GetProperty("content").GetString()!));
        Assert.InRange(most, bytes, 4 * bytes);
    }

    [Fact]
    public void Pictures_follow_the_texts_each_behind_the_name_of_its_document()
    {
        var pack = Some.Pack(("k1234567", "one"), ("k7654321", "two"), ("k1111111", ""));
        var picture = Picture.Read(SomePictures.Receipt)!;
        pack = pack with
        {
            Chunks =
            [
                pack.Chunks[0] with { Pictures = [picture] },
                pack.Chunks[1],
                pack.Chunks[2] with { Pictures = [picture] },
            ],
        };

        var parts = BodyOf(pack)["messages"]!.AsArray()[^1]!["content"]!.AsArray();

        Assert.Equal(["text", "text", "image_url", "text", "image_url"], parts.Select(part => (string)part!["type"]!));
        Assert.StartsWith("<document id=\"k1234567\">\none\n</document k1234567>", (string)parts[0]!["text"]!);
        Assert.Contains("k1234567", (string)parts[1]!["text"]!);
        Assert.Contains("k1111111", (string)parts[3]!["text"]!);
        Assert.Equal(
            $"data:image/png;base64,{Convert.ToBase64String(SomePictures.Receipt)}",
            (string)parts[2]!["image_url"]!["url"]!);
    }

    [Fact]
    public void Each_of_several_pictures_says_which_one_it_is()
    {
        var pack = Some.Pack(("k1234567", ""));
        var picture = Picture.Read(SomePictures.Receipt)!;
        pack = pack with { Chunks = [pack.Chunks[0] with { Pictures = [picture, picture] }] };

        var parts = BodyOf(pack)["messages"]!.AsArray()[^1]!["content"]!.AsArray();

        Assert.Equal(["text", "text", "image_url", "text", "image_url"], parts.Select(part => (string)part!["type"]!));
        Assert.StartsWith("Picture 1 of 2 of document k1234567, ", (string)parts[1]!["text"]!);
        Assert.StartsWith("Picture 2 of 2 of document k1234567, ", (string)parts[3]!["text"]!);
    }

    [Fact]
    public void Each_picture_counts_among_the_most_tokens_of_a_request()
    {
        var chunk = Some.Waiting() with { PictureBytes = 1_000, PictureCount = 3 };

        var three = Prompt.MostTokens(Some.Definition(), [chunk]);
        var one = Prompt.MostTokens(Some.Definition(), [chunk with { PictureCount = 1 }]);

        Assert.InRange(three - one, 2 * Picture.MostTokens, 3 * Picture.MostTokens);
    }
}
