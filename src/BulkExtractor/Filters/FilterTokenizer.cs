using System.Buffers;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Filters;

/// <summary>Cuts a filter into words and signs.</summary>
internal sealed class FilterTokenizer
{
    /// <summary>The longest filter, in UTF-16 units.</summary>
    public const int Longest = 4_000;

    private static readonly SearchValues<char> Ends = SearchValues.Create("'\"(),=!<>");

    private readonly string _text;
    private int _at;

    private FilterTokenizer(string text) => _text = text;

    /// <summary>The tokens, the last of which is the end.</summary>
    public static IReadOnlyList<FilterToken> Read(string text)
    {
        if (text.Length > Longest)
            throw new InputException($"where: {text.Length:N0} letters are too many; at most {Longest:N0}");
        if (CleanText.Clean(text) != text)
            throw new InputException("where: it holds a NUL character or half a character, which no text here has");

        var tokenizer = new FilterTokenizer(text);
        var tokens = new List<FilterToken>();
        do tokens.Add(tokenizer.Next());
        while (tokens[^1].Kind is not FilterTokenKind.End);
        return tokens;
    }

    /// <summary>An error at a place of a filter, which is counted in characters from 1.</summary>
    public static InputException Fault(string text, int at, string problem) =>
        new($"where, character {text[..at].EnumerateRunes().Count() + 1}: {problem}");

    private FilterToken Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        if (_at == _text.Length) return new(FilterTokenKind.End, "", _at);
        return _text[_at] switch
        {
            '\'' => Quoted(FilterTokenKind.Text, "a text"),
            '"' => Quoted(FilterTokenKind.Name, "a name"),
            '(' => Take(FilterTokenKind.Open, 1),
            ')' => Take(FilterTokenKind.Close, 1),
            ',' => Take(FilterTokenKind.Comma, 1),
            '=' or '!' or '<' or '>' => Sign(),
            _ => Word(),
        };
    }

    private FilterToken Take(FilterTokenKind kind, int length)
    {
        var token = new FilterToken(kind, _text.Substring(_at, length), _at);
        _at += length;
        return token;
    }

    private FilterToken Word()
    {
        var end = _at;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && !Ends.Contains(_text[end])) end++;
        return Take(FilterTokenKind.Word, end - _at);
    }

    private FilterToken Sign()
    {
        var length = 1;
        while (_at + length < _text.Length && _text[_at + length] is '=' or '!' or '<' or '>') length++;
        return _text.Substring(_at, length) switch
        {
            "=" or "!=" or "<" or "<=" or ">" or ">=" => Take(FilterTokenKind.Sign, length),
            "<>" => throw Fault(_text, _at, "<> is written !="),
            "==" => throw Fault(_text, _at, "== is written ="),
            var other => throw Fault(_text, _at, $"{other} is no sign; there are = != < <= > >="),
        };
    }

    // A quote within is written twice.
    private FilterToken Quoted(FilterTokenKind kind, string what)
    {
        var (quote, start, said) = (_text[_at], _at, new StringBuilder());
        for (_at++; ; _at++)
        {
            if (_at == _text.Length) throw Fault(_text, start, $"{what} begins here and does not end");
            if (_text[_at] == quote)
            {
                if (_at + 1 == _text.Length || _text[_at + 1] != quote) break;
                _at++;
            }

            said.Append(_text[_at]);
        }

        _at++;
        return new(kind, said.ToString(), start);
    }
}
