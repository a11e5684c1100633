using System.Text;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents;

/// <summary>What other programs write into tables, or call a table.</summary>
public sealed class CsvOfOthersTests
{
    [Theory]
    [InlineData("a,b,c\n1\"x, y\",z\n", 1)]
    [InlineData("a,b,c\nsaid \"no, never\",z\n", 1)]
    [InlineData("a,b,c,d\nsaid \"no, no, never\",z\n", 1)]
    [InlineData("a,b,c\n1\"x, y\"z,w\n", 1)]
    [InlineData("a,b,c\nsaid \" no, never \" twice,z\n", 1)]
    [InlineData("a;b;c\n1\"x; y\";z\n", 1)]
    public async Task A_quote_within_a_cell_that_a_later_cell_closes_is_named(string csv, int cell) =>
        Assert.StartsWith(
            $"in.csv: row 1 (line 2): a quote within cell {cell} is closed in a later cell",
            await Csv.ErrorAsync(csv),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("a,b,c\nhello,{\"a\":\"x, y\"}\n", 2)]
    [InlineData("a,b,c\nhello,[\"x, y\"]\n", 2)]
    [InlineData("a,b,c\nhello,{\"a\": 1, \"b\": 2}\n", 2)]
    [InlineData("a,b,c\nsee {\"a\": [1, 2]} there,z\n", 1)]
    [InlineData("a,b,c\n1,[12.5,48.1]\n", 2)]
    [InlineData("a;b;c\n{\"a;b\": 1};z\n", 1)]
    [InlineData("a,b,c\n[x,{,y\n1,[2,3]\n", 2)]
    public async Task Json_that_a_delimiter_parts_is_named(string csv, int cell) =>
        Assert.Contains(
            $"cell {cell} begins JSON that goes on in later cells",
            await Csv.ErrorAsync(csv),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("5\" pipe", "6\" rod")]
    [InlineData("5\"", "6\"")]
    [InlineData("5\"x2", "6\" rod")]
    [InlineData("a 24\" screen", "the \"best\"")]
    [InlineData("the \"best\" one", "the \"worst\" one")]
    [InlineData("{\"a\":1}", "{\"b\":2}")]
    [InlineData("O\"Neil", "D\"Arcy")]
    [InlineData("12\"LP", "7\"single")]
    [InlineData("48°51'24\"N", "2°21'3\"E")]
    [InlineData("19\"-rack", "5\" deep")]
    [InlineData("[1]", "[2]")]
    [InlineData("(a [b", "c] d)")]
    [InlineData("{a", "b}")]
    public async Task Inches_and_whole_quotes_stay_as_they_are(string first, string second) =>
        Assert.Equal([first, second], Assert.Single(await Csv.CellsAsync($"a,b\n{first},{second}\n")));

    [Theory]
    [InlineData("sep=;\na;b\n1,5;2\n", ';')]
    [InlineData("SEP=|\r\na|b\r\n1,5|2\r\n", '|')]
    [InlineData("sep=\t\na\tb\n1,5\t2\n", '\t')]
    public async Task A_first_line_that_names_the_delimiter_is_believed_and_no_header(string csv, char delimiter)
    {
        await using var documents = await Csv.OpenAsync(Encoding.UTF8.GetBytes(csv), new JobInput("a"));

        var shape = documents.Shape;
        Assert.Equal((delimiter, "a b"), (shape.Dialect!.Delimiter, string.Join(' ', shape.Columns)));
        Assert.Equal("1,5", Assert.Single(await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token)).Text);
    }

    [Fact]
    public async Task Behind_a_line_that_names_the_delimiter_errors_name_the_files_own_lines() =>
        Assert.StartsWith(
            "in.csv: row 1 (line 3): ", await Csv.ErrorAsync("sep=;\na;b\n1;2;3\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("text;amount, EUR\nhello;3,50\nworld;4,20\n", "text", ';')]
    [InlineData("text,amount; EUR\nhello,3;50\n", "text", ',')]
    [InlineData("subject;body, all\nx;y, z\n", "{subject}: {body, all}", ';')]
    public async Task Of_delimiters_that_fit_the_one_that_gives_the_jobs_columns_is_taken(
        string csv, string text, char delimiter)
    {
        await using var documents = await Csv.OpenAsync(Encoding.UTF8.GetBytes(csv), new JobInput(text));

        Assert.Equal(delimiter, documents.Shape.Dialect!.Delimiter);
    }

    [Fact]
    public async Task A_header_that_joined_files_repeat_is_left_out_and_told()
    {
        await using var documents = await Csv.OpenAsync("id,a\n1,x\nid,a\n2,y\n"u8.ToArray(), new JobInput("a"));

        Assert.Equal(["x", "y"], (await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token)).Select(one => one.Text));
        Assert.Equal(["rows that repeat the header were left out: 1"], documents.Notes.Sentences);
    }

    [Fact]
    public async Task A_header_is_known_again_behind_the_mark_of_its_own_file()
    {
        var joined = "\uFEFFid,a\n1,x\n\uFEFFid,a\n2,y\n";
        await using var documents = await Csv.OpenAsync(Encoding.UTF8.GetBytes(joined), new JobInput("a"));

        Assert.Equal(["x", "y"], (await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token)).Select(one => one.Text));
        Assert.Equal(1, documents.Notes.RepeatedHeaders);
    }

    [Theory]
    [InlineData("id")]
    [InlineData(null)]
    public async Task Rows_without_anything_in_them_are_left_out_and_told(string? key)
    {
        var csv = Encoding.UTF8.GetBytes("id,a\n1,x\n,\n , \n\u00A0,\u200B\n");
        await using var documents = await Csv.OpenAsync(csv, new JobInput("a") { Id = key });

        Assert.Single(await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token));
        Assert.Equal(["rows without anything in them were left out: 3"], documents.Notes.Sentences);
    }

    [Fact]
    public async Task A_table_of_nothing_but_empty_rows_has_none() =>
        Assert.Equal("in.csv has a header, but no rows", await Csv.ErrorAsync("id,a\n,\n,\n"));

    [Theory]
    [InlineData("id,a\n1,\n", "a")]
    [InlineData("id,a\n1,\"  \"\n", "a")]
    [InlineData("id,a\n1,\n", "Text: {a}")]
    [InlineData("id,a\n1,\u200B\u00A0\uFEFF\n", "a")]
    [InlineData("a\n\"\"\n", "a")]
    public async Task A_row_without_text_fails_without_a_request(string csv, string text) =>
        Assert.Equal("no text", Assert.Single(await Csv.ReadAsync(csv, text)).Problem);

    [Fact]
    public async Task What_was_replaced_is_told()
    {
        await using var documents = await Csv.OpenAsync("a,b\nhe\0llo,x\nok,y\n"u8.ToArray(), new JobInput("a"));

        Assert.Equal("he\uFFFDllo", (await documents.ReadAsync(Csv.Token).FirstAsync(Csv.Token)).Text);
        Assert.Equal(
            ["characters that no database holds (NUL, halves of pairs) were replaced by U+FFFD: 1"],
            documents.Notes.Sentences);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64 << 10)]
    public async Task What_was_replaced_is_noted_at_its_own_document(int blockSize)
    {
        var csv = "a,b\n\uFFFD ok,x\nhe\0ll\0o,y\nok,\0z\nok,y\n"u8.ToArray();
        var documents = await Csv.ReadAsync(csv, new JobInput("a"), new TableLimits { BlockSize = blockSize });

        Assert.Equal([0, 2, 1, 0], documents.Select(document => document.Replaced));
        Assert.Equal(
            "characters that no database holds (NUL, halves of pairs) were replaced by U+FFFD in its input: 2",
            documents[1].Note);
        Assert.Null(documents[0].Note);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(4)]
    public async Task A_tail_of_nul_characters_is_known_at_the_end_of_a_block_too(int blockSize) =>
        Assert.Contains("ends in NUL characters", await Csv.ErrorAsync(
            "a\nxx\n\0\0\0"u8.ToArray(), new JobInput("a"), new TableLimits { BlockSize = blockSize }));

    [Fact]
    public async Task A_file_that_ends_in_nul_characters_was_not_written_to_its_end() =>
        Assert.Equal(
            "in.csv: row 2 (line 3): the file ends in NUL characters, as one does that was not written to its end",
            await Csv.ErrorAsync("a\nx\n\0\0\0\0"));

    [Theory]
    [InlineData("a\nx\n\u001A")]
    [InlineData("a\nx\u001A")]
    [InlineData("a\nx\n\u001A\r\n")]
    [InlineData("\uFEFF\uFEFFa\nx\n")]
    [InlineData("\uFEFF\uFEFF\uFEFFa\nx\n")]
    public async Task The_end_of_a_dos_file_and_a_second_mark_are_no_text(string csv) =>
        Assert.Equal("x", Assert.Single(await Csv.ReadAsync(csv)).Text);

    [Fact]
    public async Task A_noncharacter_of_the_text_itself_is_not_taken_for_the_byte_that_is_none() =>
        Assert.StartsWith(
            "in.csv: row 3 (line 4): cell 1: byte 0xE4 at offset 11 is not utf-8",
            await Csv.ErrorAsync([.. "a\n1\uFFFFb\n2\n3"u8, 0xE4, .. "\n"u8], new JobInput("a")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("\u2028")]
    [InlineData("\f")]
    [InlineData("\u0085")]
    public async Task Only_line_breaks_of_csv_count_as_lines(string other) =>
        Assert.StartsWith(
            "in.csv: row 1 (line 2): ", await Csv.ErrorAsync($"a,b\nx{other}y,\"x\"y\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("\uFE0Ftext", "<U+FE0F>text")]
    [InlineData("text ", "text ")]
    [InlineData("te\u00ADxt", "te<U+00AD>xt")]
    [InlineData("\u3164text", "<U+3164>text")]
    [InlineData("\U000E0001text", "<U+E0001>text")]
    public async Task Also_where_the_name_might_be_a_template(string name, string shown) =>
        Assert.EndsWith(
            $"'{shown}' differs from 'text' in what cannot be seen",
            await Csv.ErrorAsync($"{name},b\n1,2\n", "text"),
            StringComparison.Ordinal);

    [Fact]
    public async Task Letters_that_are_composed_differently_look_alike() =>
        Assert.EndsWith(
            " in what cannot be seen",
            await Csv.ErrorAsync("Gro\u0308ße,b\n1,2\n", "Größe"),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_name_that_differs_in_what_cannot_be_seen_is_shown_with_it() =>
        Assert.Equal(
            "in.csv: input.id names the column 'id', which is not there; the columns are: a, <U+200B>id. "
                + "'<U+200B>id' differs from 'id' in what cannot be seen",
            await Csv.ErrorAsync("a,\u200Bid\n1,2\n"u8.ToArray(), new JobInput("a") { Id = "id" }));
}
