using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BulkExtractor.Web.Charts;

/// <summary>A text in an SVG; in a .razor file the tag's name has a meaning of its own.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired]
    public string Class { get; set; } = "";

    /// <summary>Where it stands from the left.</summary>
    [Parameter, EditorRequired]
    public double X { get; set; }

    /// <summary>Where it stands from the top.</summary>
    [Parameter, EditorRequired]
    public double Y { get; set; }

    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", Plot.Text(X));
        builder.AddAttribute(3, "y", Plot.Text(Y));
        builder.AddContent(4, Value);
        builder.CloseElement();
    }
}
