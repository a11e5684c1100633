using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BulkExtractor.Documents.Files;

/// <summary>The words of an HTML page as a reader sees them: no scripts, no styles, a line for each block.</summary>
internal static class HtmlText
{
    /// <summary>The deepest nesting of elements that is read; beyond 512 the parser's own tree stays flat.</summary>
    public const int MostDepth = 500;

    private static readonly HashSet<string> Unseen =
        ["script", "style", "noscript", "template", "head", "svg", "math", "object", "iframe", "select"];

    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav",
        "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    ];

    private static readonly HashSet<string> Paragraphs =
        ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "table", "ul", "ol", "dl"];

    /// <summary>The text; null when elements are nested beyond all sense.</summary>
    public static string? Extract(string html)
    {
        using var page = Parse(html);
        return page is null ? null : Extract(page);
    }

    // A parser looks through all open elements at each new one: a hostile page of a few MB would take minutes.
    private static IHtmlDocument? Parse(string html)
    {
        var (depths, last) = (new Dictionary<INode, int>(), (INode?)null);
        var options = new HtmlParserOptions { OnCreated = (element, _) => Enter(element) };
        try
        {
            return new HtmlParser(options).ParseDocument(html);
        }
        catch (TooDeepException)
        {
            return null;
        }

        // The element before this one has found its place by now.
        void Enter(INode element)
        {
            if (last?.Parent is { } parent && (depths[last] = depths.GetValueOrDefault(parent) + 1) > MostDepth)
                throw new TooDeepException();
            last = element;
        }
    }

    private static string Extract(IHtmlDocument page)
    {
        var text = new Lines();
        if (page.Title is { Length: > 0 } title) text.Add(title);
        text.Break(paragraph: true);

        INode? node = page.Body;
        while (node is not null)
        {
            var name = (node as IElement)?.LocalName;
            if (name is not null && Blocks.Contains(name)) text.Break(Paragraphs.Contains(name));
            if (node is IText words) text.Add(words.Data);
            node = name is not null && (Unseen.Contains(name) || IsHidden((IElement)node))
                ? Next(node, page.Body!, text)
                : node.FirstChild ?? Next(node, page.Body!, text);
        }

        return text.ToString();
    }

    private static bool IsHidden(IElement element) =>
        element is IHtmlElement { IsHidden: true } || element is IHtmlInputElement;

    private static INode? Next(INode node, INode root, Lines text)
    {
        while (node != root)
        {
            Leave(node, text);
            if (node.NextSibling is { } sibling) return sibling;
            node = node.Parent!;
        }

        return null;
    }

    private static void Leave(INode node, Lines text)
    {
        if (node is not IElement element) return;
        if (element.LocalName is "td" or "th") text.Add(" \t ");
        else if (Blocks.Contains(element.LocalName)) text.Break(Paragraphs.Contains(element.LocalName));
    }

    private sealed class TooDeepException : Exception;

    /// <summary>Text in lines, with blanks as a browser shows them.</summary>
    private sealed class Lines
    {
        private readonly StringBuilder _text = new();
        private bool _blank;
        private bool _cell;

        public void Add(string words)
        {
            foreach (var character in words)
            {
                if (char.IsWhiteSpace(character))
                {
                    (_blank, _cell) = (true, _cell || character == '\t' && words == " \t ");
                    continue;
                }

                if (_blank && _text.Length > 0 && _text[^1] != '\n') _text.Append(_cell ? " | " : " ");
                (_blank, _cell) = (false, false);
                _text.Append(character);
            }
        }

        public void Break(bool paragraph)
        {
            (_blank, _cell) = (false, false);
            if (_text.Length == 0) return;
            if (_text[^1] != '\n') _text.Append('\n');
            if (paragraph && _text.Length > 1 && _text[^2] != '\n') _text.Append('\n');
        }

        public override string ToString() => _text.ToString().Trim();
    }
}
