using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Notices;

namespace BulkExtractor.Tests.Notices;

public sealed class NoticeBodyTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 27, 2, 0, 0, TimeSpan.Zero);

    private static readonly Notice Finished =
        new(7, Guid.Parse("6f1f0f1e-3f0a-4d8e-9a57-0d9a4a1c2b3d"), "finished", "notes", At) { BatchId = 12 };

    [Fact]
    public void It_is_the_status_of_the_batch_with_event_id_and_instant()
    {
        var status = StatusJson.Write(Batch("finished"), null);

        var body = JsonNode.Parse(NoticeBody.Write(Finished, status.DeepClone().AsObject()))!.AsObject();

        Assert.Equal(
            ("finished", "6f1f0f1e-3f0a-4d8e-9a57-0d9a4a1c2b3d", "2026-01-27T02:00:00.000Z"),
            ((string)body["event"]!, (string)body["id"]!, (string)body["at"]!));
        Assert.All(status, member => Assert.True(JsonNode.DeepEquals(member.Value, body[member.Key]), member.Key));
    }

    [Fact]
    public void What_was_so_when_it_happened_counts_more_than_what_is_so_now()
    {
        var notice = Finished with { Details = new JsonObject { ["state"] = "finished", ["failed"] = 3 } };

        var body = JsonNode.Parse(NoticeBody.Write(notice, StatusJson.Write(Batch("extracting"), null)))!;

        Assert.Equal(("finished", 3), ((string)body["state"]!, (int)body["failed"]!));
    }

    [Fact]
    public void Where_it_is_about_no_batch_it_says_so()
    {
        var notice = new Notice(8, Guid.NewGuid(), "missed_run", "notes", At)
        {
            Details = new JsonObject { ["due_at"] = "2026-01-27T01:00:00.000Z" },
        };

        var body = JsonNode.Parse(NoticeBody.Write(notice, null))!.AsObject();

        Assert.True(body.ContainsKey("batch"));
        Assert.Null(body["batch"]);
        Assert.Equal(("notes", "2026-01-27T01:00:00.000Z"), ((string)body["job"]!, (string)body["due_at"]!));
    }

    private static BatchProgress Batch(string state) => new()
    {
        BatchId = 12,
        Job = "notes",
        Source = "notes.csv",
        State = state,
        Documents = 9,
        Extracted = 9,
    };
}
