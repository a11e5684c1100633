using System.Text.Json;

namespace BulkExtractor.Simulator.Profiles;

internal static class JsonCheck
{
    public static bool IsJson(string content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
