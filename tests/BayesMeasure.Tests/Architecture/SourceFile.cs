using System.Text.RegularExpressions;

namespace BayesMeasure.Tests.Architecture;

/// <summary>One source file.</summary>
/// <param name="Segments">Its path below the folder of the sources: library, folders, name.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SourceFile(string[] Segments, string[] Lines)
{
    private const string TypeDeclaration =
        @"^(?:public|internal) .*?\b(?:class|struct|interface|enum|record(?! struct)|delegate \S+) (\w+)";

    public string Library => Segments[0];

    /// <summary>The namespace that the folder asks for.</summary>
    public string Namespace => string.Join('.', Segments[..^1]);

    /// <summary>
    /// The name of the type that the file is named after; type parameters follow in braces where a plain type has the same name.
    /// </summary>
    public string TypeName => Path.GetFileNameWithoutExtension(Segments[^1]).Split('{', '.')[0];

    /// <summary>The lines without their comments.</summary>
    public IEnumerable<string> Code => Lines.Select(line => line.Split("//")[0]);

    /// <summary>The types that are not within another: their names, and their lines from the name to the end.</summary>
    public IEnumerable<(string Name, int Lines)> Types
    {
        get
        {
            string[] code = [.. Code.Select(line => line.TrimEnd())];
            return
                from line in code.Index()
                let declaration = Regex.Match(line.Item, TypeDeclaration)
                where declaration.Success
                select (declaration.Groups[1].Value, End(code, line.Index) - line.Index + 1);
        }
    }

    /// <summary>What a pattern finds in the code: its first group, or all of it.</summary>
    public IEnumerable<string> Find(string pattern) =>
        Code.SelectMany(line => Regex.Matches(line, pattern)).Select(match => match.Groups[^1].Value);

    /// <summary>The path below the folder of the sources.</summary>
    public override string ToString() => string.Join('/', Segments);

    /// <summary>The line in which a type ends: that of its closing brace, or of the semicolon where it has no body.</summary>
    private static int End(string[] code, int start)
    {
        int body = Array.IndexOf(code, "{", start);
        int end = Array.FindIndex(code, start, line => line.EndsWith(';'));
        return end >= 0 && (body < 0 || end < body) ? end : Array.IndexOf(code, "}", start);
    }
}
