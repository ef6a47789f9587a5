using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Cif;

/// <summary>The blocks of a CIF.</summary>
internal static class CifDocument
{
    private const string Check = "Look whether a quote or a line is missing there, or ask its database for it again.";

    /// <summary>Reads all blocks.</summary>
    /// <param name="file">The name of the file, as errors name it.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="MeasurementFormatException">The text is no CIF.</exception>
    public static IReadOnlyList<CifBlock> Parse(string file, string text)
    {
        CifToken[] tokens = [.. new CifTokenizer(file, text).Tokens()];
        List<CifBlock> blocks = [];
        int i = 0;
        while (i < tokens.Length)
        {
            CifToken token = tokens[i];
            if (token.Kind == CifTokenKind.Block)
            {
                blocks.Add(new(file, token.Text, token.Line));
                i++;
                continue;
            }

            if (blocks.Count == 0)
            {
                throw new MeasurementFormatException(
                    "This is no CIF: it does not begin with data_NAME.", "Give a crystal structure as a CIF.", file, token.Line);
            }

            i = token.Kind switch
            {
                CifTokenKind.Loop => ReadLoop(blocks[^1], tokens, i),
                CifTokenKind.Tag => ReadItem(blocks[^1], tokens, i),
                _ => throw blocks[^1].Error(token.Line, $"The value '{CifBlock.Short(token.Text)}' has no tag.", Check),
            };
        }

        return blocks;
    }

    private static int ReadItem(CifBlock block, CifToken[] tokens, int i)
    {
        if (i + 1 == tokens.Length || !tokens[i + 1].IsValue)
        {
            throw block.Error(tokens[i].Line, $"{tokens[i].Text} has no value.", "Write one; ? is a value that is not known.");
        }

        block.Add(tokens[i], [tokens[i + 1]]);
        return i + 2;
    }

    private static int ReadLoop(CifBlock block, CifToken[] tokens, int loop)
    {
        int values = loop + 1;
        while (values < tokens.Length && tokens[values].Kind == CifTokenKind.Tag)
        {
            values++;
        }

        int end = values;
        while (end < tokens.Length && tokens[end].IsValue)
        {
            end++;
        }

        CifToken[] tags = tokens[(loop + 1)..values];
        if (tags.Length == 0)
        {
            throw block.Error(tokens[loop].Line, "The loop_ has no tags.", Check);
        }

        if ((end - values) % tags.Length != 0)
        {
            throw block.Error(
                tokens[end - 1].Line,
                $"The loop_ of {tags[0].Text} has {end - values} values, which do not fill rows of {tags.Length}.",
                Check);
        }

        List<CifToken>[] columns = [.. tags.Select(_ => new List<CifToken>((end - values) / tags.Length))];
        for (int n = values; n < end; n++)
        {
            columns[(n - values) % tags.Length].Add(tokens[n]);
        }

        for (int column = 0; column < tags.Length; column++)
        {
            block.Add(tags[column], columns[column]);
        }

        return end;
    }
}
