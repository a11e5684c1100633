using System.Collections.Concurrent;
using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Packing;

/// <summary>What a worker learned about the requests that each model takes.</summary>
/// <remarks>Each worker finds it out anew: that costs a request at most for each part.</remarks>
public sealed partial class PackSizeLearner
{
    private const double MostRoom = 16;

    private readonly ConcurrentDictionary<string, RequestForm> _forms = new();
    private readonly ConcurrentDictionary<string, RequestBounds> _bounds = new();
    private readonly ConcurrentDictionary<string, double> _rooms = new();

    /// <summary>In which form a model is asked, after all it refused.</summary>
    public RequestForm FormOf(Model model) => _forms.GetValueOrDefault(model.Key, RequestForm.Usual);

    /// <summary>A model refused a part of a request; it is left out, or named otherwise, from now on.</summary>
    public void Refused(Pack pack, RequestPart part)
    {
        // Requests under way fail alike, and must not undo it.
        if (FormOf(pack.Model) == pack.Form) _forms[pack.Model.Key] = pack.Form.Without(part);
    }

    /// <summary>What bounds a request to a model, as its provider said.</summary>
    public RequestBounds BoundsOf(string model) => _bounds.GetValueOrDefault(model, RequestBounds.None);

    /// <summary>Learns what a provider said of the most that it takes.</summary>
    public void Bound(string model, int? output, int? tokens)
    {
        if (output is null && tokens is null) return;
        var known = BoundsOf(model);
        _bounds[model] = new RequestBounds(output ?? known.Output, tokens ?? known.Tokens);
    }

    /// <summary>How much more room than was thought at first a model's answers need.</summary>
    public double RoomOf(string model) => _rooms.GetValueOrDefault(model, 1);

    /// <summary>An answer was cut off by the cap that it was given.</summary>
    public void Widen(string model) =>
        _rooms.AddOrUpdate(model, _ => 2, (_, room) => Math.Min(MostRoom, 2 * room));
}
